package org.tidewaiter.gate.docker;

import java.util.Optional;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.MalformedJsonException;

/// What the daemon knows. It is asked with requests that everybody may make, since it asks the door
/// about these too.
interface DockerDaemon {
    /// @param name a reference or an id, as the daemon is to understand it
    Optional<GoObject> image(String name) throws DaemonException;

    /// @param name or id, also abbreviated
    Optional<GoObject> container(String name) throws DaemonException;

    Optional<GoObject> volume(String name) throws DaemonException;

    /// Over the daemon's own interface.
    record OfEngine(Engine engine) implements DockerDaemon {
        @Override
        public Optional<GoObject> image(String name) throws DaemonException {
            return ask(() -> engine.image(name));
        }

        @Override
        public Optional<GoObject> container(String name) throws DaemonException {
            return ask(() -> engine.container(name));
        }

        @Override
        public Optional<GoObject> volume(String name) throws DaemonException {
            return ask(() -> engine.volume(name));
        }

        private interface Question {
            Optional<Json> ask() throws ProblemException;
        }

        private static Optional<GoObject> ask(Question question) throws DaemonException {
            try {
                var answer = question.ask();
                return answer.isEmpty() ? Optional.empty() : Optional.of(GoObject.of(answer.get()));
            } catch (ProblemException e) {
                throw new DaemonException(e.problem().what());
            } catch (MalformedJsonException e) {
                throw new DaemonException("what the daemon answers " + e.getMessage());
            }
        }
    }
}
