using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An answer whose body is in memory.</summary>
internal sealed class TextAnswer(int status, string contentType, string text) : Answer(status)
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(text);

    public override string? ContentType => _body.Length > 0 ? contentType : null;

    public override long? Length => _body.Length;

    public static TextAnswer Json(JToken json, int status = 200) => new(status, "application/json", json.ToString(Formatting.None));

    public static TextAnswer Plain(int status, string text) => new(status, "text/plain; charset=utf-8", text);

    public static TextAnswer Html(int status, string title) => new(
        status,
        "text/html; charset=UTF-8",
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n</body>\n</html>\n");

    /// <summary>An error of the storage that keeps the files of exports, in the form of S3.</summary>
    public static TextAnswer StorageError(int status, string code, string message) => new(
        status,
        "application/xml",
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>");

    /// <summary>What the storage says about a link whose time has passed.</summary>
    public static TextAnswer ExpiredLink() => StorageError(403, "AccessDenied", "Request has expired");

    /// <summary>The page of the service's router for a method and path that it does not know.</summary>
    public static TextAnswer ActionNotFound() => Html(404, "Action not found");

    public override string ToString() => text;

    public override Task WriteBodyAsync(Stream body, CancellationToken cancellationToken) =>
        body.WriteAsync(_body, cancellationToken).AsTask();
}
