package org.tidewaiter.checks.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Files without a secret that look as if they had some.
public final class Decoys {
    private Decoys() {}

    /// By path.
    public static Map<String, String> files(long seed) {
        var made = new Template(new Random(seed));
        var files = new LinkedHashMap<String, String>();
        files.put(
                "app/package-lock.json",
                many(
                        made,
                        60,
                        """
                        "node_modules/a{u:5}": {"version": "1.{0:1}.0",
                          "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz",
                          "integrity": "sha512-{b:86}=="},
                        """));
        files.put(
                "app/yarn.lock",
                many(
                        made,
                        40,
                        """
                        a{u:5}@^1.0.0:
                          resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#{x:40}"
                          integrity sha1-{b:27}=
                        """));
        files.put("app/go.sum", many(made, 40, "github.com/a/b{0:2} v1.0.{0:1} h1:{b:43}=\\n"));
        files.put("app/Cargo.lock", many(made, 40, "name = \"c{u:4}\"\\nchecksum = \"{x:64}\"\\n"));
        files.put("app/requirements.txt", many(made, 30, "a{u:4}==1.0 --hash=sha256:{x:64}\\n"));
        files.put("app/.git/packed-refs", many(made, 50, "{x:40} refs/tags/v1.{0:2}\\n"));
        files.put("app/ids.txt", many(made, 50, "request {uuid} took {0:3} ms\\n"));
        files.put("app/SHA256SUMS", many(made, 50, "{x:64}  file{0:3}.tar.gz\\n"));
        files.put(
                "app/image.css",
                many(made, 5, ".a{background:url(data:image/png;base64,{b:900}=)}\\n"));
        files.put("app/cert.pem", many(made, 3, "{pem-certificate}{pem-public}"));
        files.put("app/id_ed25519.pub", many(made, 2, "{openssh-public}\\n"));
        files.put("app/trust.jks", many(made, 1, "{jks-trust}"));
        files.put(
                "app/bundle.min.js",
                many(
                        made,
                        20,
                        """
                        !function(e,t){var n=t.getToken(),r=e.password||"";e.secret=n.secret;var {L:1}="{l:8}";\
                        t.token=function(e){return e.token};s={password:"Password",token:"csrfToken",\
                        apiKey:process.env.API_KEY,secret:void 0};e.exports={id:"{x:8}",key:"{L:6}"}}();
                        """));
        files.put(
                "app/Client.java",
                """
                class Client {
                    private static final String TOKEN_HEADER = "X-Auth-Token";
                    private static final String PASSWORD_FIELD = "password";
                    String token = tokens.getToken();
                    String password = System.getenv("DB_PASSWORD");
                    String secret = readSecret(Path.of("/run/secrets/db"));
                    String apiKey = config.get("api.key");
                    boolean isPassword(String s) { return s.equals("-----BEGIN PRIVATE KEY-----"); }
                    void fail() { throw new Problem("password: must not be empty"); }
                }
                """);
        files.put(
                "app/client.py",
                """
                import os
                token = get_token()
                password = os.environ["PASSWORD"]
                api_key = settings.API_KEY
                secret = None
                headers = {"Authorization": f"Bearer {token}"}
                client_secret = kwargs.get("client_secret", "")
                PASSWORD_HASHER = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
                TOKEN_URL = "https://login.harbourwatch.io/oauth2/token"
                connect("postgres://user:" + password + "@db/app")
                """);
        files.put(
                "app/README.md",
                """
                Get a token with `oauth.fetch_token(token_url, client_secret=client_secret)`.
                    >>> encoded = jwt.encode({"some": "payload"}, "secret", algorithm="HS256")
                    >>> oauth = OAuth1Session(client_key, client_secret='client_secret')
                    export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
                    export GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                    export API_KEY=<your api key>
                    export TOKEN=${TOKEN}
                    curl -u user:password https://api.example.com
                    pip install --index-url https://user:pass@pypi.example.com/simple a
                    git clone https://username:password@git.example.com/x.git
                """);
        files.put(
                "app/settings.xml",
                """
                <settings>
                  <!-- <server>
                    <id>deploymentRepo</id>
                    <username>repouser</username>
                    <password>repopwd</password>
                  </server>
                  <passphrase>optional; leave empty if not used.</passphrase> -->
                  <server><password>${env.MAVEN_PASSWORD}</password></server>
                </settings>
                """);
        files.put(
                "app/values.yaml",
                """
                existingSecret: app-credentials
                passwordSecretKey: db-password
                auth:
                  password: ""
                  tokenSecretRef: {name: app, key: token}
                  enabled: true
                imagePullSecrets: [registry]
                env:
                  - name: DB_PASSWORD
                    valueFrom: {secretKeyRef: {name: db, key: password}}
                """);
        files.put(
                "app/messages.properties",
                """
                password=Passwort
                password.label=Your password
                error.password=The password must have at least 8 characters
                token.expired=Your token is expired
                login.secret.hint=Ask your administrator
                """);
        files.put(
                "app/.env.example",
                """
                DB_PASSWORD=changeme
                API_KEY=your-api-key-here
                SECRET_KEY=
                TOKEN=${TOKEN}
                STRIPE_KEY=sk_live_xxxxxxxxxxxxxxxxxxxxxxxx
                """);
        files.put(
                "app/openapi.json",
                """
                {"securitySchemes": {"token": {"type": "apiKey", "name": "X-API-Key", "in": "header"}},
                 "password": {"type": "string", "format": "password", "example": "string"},
                 "tokenUrl": "https://login.harbourwatch.io/token", "token_type": "bearer"}
                """);
        files.put(
                "app/vectors.json",
                many(
                        made,
                        20,
                        """
                        {"msg": "{x:64}", "digest": "{x:64}", "shared_secret": "{x:64}", "sig": "{x:128}"},
                        """));
        files.put(
                "app/Assembly.cs",
                many(made, 5, "[assembly: X(\"A, PublicKeyToken=b{x:15}\")]\\n"));
        files.put(
                "app/tokenizer.json",
                many(
                        made,
                        40,
                        "{\"id\": {0:4}, \"content\": \"{L:5}\", \"token\": \"{L:7}\"},\\n"));
        files.put(
                "etc/ssh/ssh_config",
                "# PasswordAuthentication yes\n# IdentityFile ~/.ssh/id_rsa\n");
        files.put("usr/share/i18n/de.po", "msgid \"Password:\"\nmsgstr \"Passwort:\"\n");
        return files;
    }

    private static String many(Template made, int count, String template) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(
                    new String(made.fill(template), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
