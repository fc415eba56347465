"""The program that is measured, as a user starts it, and the Java that it runs on."""
import os, shutil, subprocess, time, zipfile

HELLO = "class Hello { static void main() { System.out.println(\"hello\"); } }\n"


class Program:
    """A launcher, and what it starts: Java, its flags and its class path, seen while it runs."""

    def __init__(self, launcher, work):
        self.launcher, self.work = os.path.abspath(launcher), work
        subprocess.run([self.launcher, "--version"], check=True, stdout=subprocess.DEVNULL)  # builds it where it is not
        command = self._command_of_a_scan()
        self.java = command[0]
        at = next(i for i, word in enumerate(command) if word in ("-cp", "-classpath", "--class-path"))
        self.flags = [word for word in command[1:at] if not word.startswith(("-Xlog", "-Dorg.tidewaiter.progress"))]
        self.class_path = command[at + 1]
        self.hello = self._hello()

    def _command_of_a_scan(self):
        """Reads the command line of the process while it waits for what never comes."""
        pipe = os.path.join(self.work, "never.tar")
        if not os.path.exists(pipe):
            os.mkfifo(pipe)
        child = subprocess.Popen(
            [self.launcher, "inventory", "archive:" + pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            until = time.monotonic() + 30
            while time.monotonic() < until and child.poll() is None:
                running = os.path.realpath("/proc/%d/exe" % child.pid)
                if os.path.basename(running) == "java":  # from then on, the words are Java's
                    with open("/proc/%d/cmdline" % child.pid, "rb") as line:
                        words = line.read().decode().split("\0")[:-1]
                    return [running, *words[1:]]
                time.sleep(0.002)
            raise OSError("%s starts no Java that can be seen" % self.launcher)
        finally:
            child.kill()
            child.wait()

    def _hello(self):
        """A jar that says hello: what starting Java costs whoever starts it."""
        folder = os.path.join(self.work, "hello")
        os.makedirs(folder, exist_ok=True)
        with open(folder + "/Hello.java", "w") as out:
            out.write(HELLO)
        subprocess.run([jdk() + "/bin/javac", "--release", "25", "-d", folder, folder + "/Hello.java"], check=True)
        with zipfile.ZipFile(folder + "/hello.jar", "w") as jar:
            jar.write(folder + "/Hello.class", "Hello.class")
        return [jdk() + "/bin/java", "-Xshare:auto", "-XX:+UseSerialGC", "-cp", folder + "/hello.jar", "Hello"]


def jdk():
    """A JDK 25 or newer, as the start script looks for one."""
    candidates = [os.environ.get("JAVA_HOME", "")]
    for folder in ["/usr/lib/jvm", "/opt", "/opt/java", os.path.expanduser("~/.sdkman/candidates/java")]:
        if os.path.isdir(folder):
            candidates += [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    javac = shutil.which("javac")
    if javac:
        candidates.append(os.path.dirname(os.path.dirname(os.path.realpath(javac))))
    for home in candidates:
        release = os.path.join(home, "release")
        if home and os.path.exists(os.path.join(home, "bin/javac")) and os.path.exists(release):
            with open(release) as lines:
                versions = [line for line in lines if line.startswith('JAVA_VERSION="')]
            if versions and int(versions[0].split('"')[1].split(".")[0].split("-")[0]) >= 25:
                return home
    raise OSError("no JDK 25 or newer in JAVA_HOME, in the usual folders or on the PATH")
