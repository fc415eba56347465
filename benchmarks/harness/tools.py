"""What is not part of Python."""
import os, subprocess

INSTALL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../testkit/oracles/install.sh")


def installed(name):
    """Installs what a name of testkit/oracles/install.sh stands for, unless it is there."""
    subprocess.run([INSTALL, name], check=True)
