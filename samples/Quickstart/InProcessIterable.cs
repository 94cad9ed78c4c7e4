using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Quickstart;

/// <summary>
/// Stands in for the network: answers the calls of this sample in the shapes that the service uses, from what the sample sent.
/// </summary>
internal sealed class InProcessIterable : HttpMessageHandler
{
    private static readonly (string Id, string Title)[] Books =
    [
        ("b-1", "Sketch of the Analytical Engine"),
        ("b-2", "On Computable Numbers"),
        ("b-3", "A Mathematical Theory of Communication"),
    ];

    private readonly List<JObject> _events = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? new JObject() : JObject.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        var path = request.RequestUri!.AbsolutePath;
        return (request.Method.Method, path) switch
        {
            ("POST", "/api/users/update") => Json(Success()),
            ("POST", "/api/events/track") => Track(body),
            ("GET", "/api/catalogs/books/items") => Json(CatalogPage(request.RequestUri)),
            ("GET", "/api/export/data.json") => Text(string.Concat(_events.Select(Line)), "application/x-json-stream"),
            _ => Json(new JObject { ["msg"] = $"No such endpoint: {path}", ["code"] = "NotFound", ["params"] = null }, HttpStatusCode.NotFound),
        };
    }

    private HttpResponseMessage Track(JObject body)
    {
        _events.Add(body);
        return Json(Success());
    }

    private static JObject CatalogPage(Uri uri)
    {
        var query = System.Web.HttpUtility.ParseQueryString(uri.Query);
        var page = int.Parse(query["page"] ?? "1");
        var size = int.Parse(query["pageSize"] ?? "10");
        var items = Books.Skip((page - 1) * size).Take(size).Select(book => new JObject
        {
            ["catalogName"] = "books",
            ["itemId"] = book.Id,
            ["lastModified"] = "2026-01-14T06:20:22.000Z",
            ["size"] = book.Title.Length,
            ["value"] = new JObject { ["title"] = book.Title },
        });
        return new JObject { ["catalogItemsWithProperties"] = new JArray(items), ["totalItemsCount"] = Books.Length };
    }

    // Exports carry times as text with an offset, though the call that tracked the event sent Unix seconds.
    private static string Line(JObject tracked)
    {
        var created = DateTimeOffset.FromUnixTimeSeconds((long)tracked["createdAt"]!);
        var record = new JObject
        {
            ["createdAt"] = created.ToString("yyyy-MM-dd HH:mm:ss '+00:00'"),
            ["email"] = tracked["email"],
            ["eventName"] = tracked["eventName"],
        };
        record.Merge(tracked["dataFields"]!);
        return record.ToString(Newtonsoft.Json.Formatting.None) + "\n";
    }

    private static JObject Success() => new() { ["msg"] = "", ["code"] = "Success", ["params"] = null };

    private static HttpResponseMessage Json(JObject body, HttpStatusCode status = HttpStatusCode.OK) =>
        Text(body.ToString(Newtonsoft.Json.Formatting.None), "application/json", status);

    private static HttpResponseMessage Text(string body, string mediaType, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
}
