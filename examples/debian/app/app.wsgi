"""A WSGI application that says hello and how it was reached."""


def application(environ, start_response):
    body = f"Hello over {environ['wsgi.url_scheme']}\n".encode()
    start_response(
        "200 OK",
        [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))],
    )
    return [body]
