# A WSGI application that tells how it was reached; Flask's name for it works too.
import json


def application(environ, start_response):
    facts = {
        "script": __file__,
        "processGroup": environ["mod_wsgi.process_group"],
        "applicationGroup": environ["mod_wsgi.application_group"],
        "scheme": environ["wsgi.url_scheme"],
        "client": environ["REMOTE_ADDR"],
        "host": environ["HTTP_HOST"],
    }
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(facts).encode()]


app = application
