using System.Net;
using System.Text;
using System.Text.Json;

namespace Iterable.Generated.Tool.Imports;

/// <summary>Takes every call for one that was answered well, and sends nothing: what the client itself refuses is refused all the same.</summary>
internal sealed class DryRunTransport : HttpMessageHandler
{
    /// <summary>A client that sends nothing. It may change the options.</summary>
    public static IterableClient Open(IterableClientOptions options)
    {
        options.RateLimit.Enabled = false;
        return new IterableClient(options, new HttpClient(new DryRunTransport()));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var records = 0;
        if (request.Content is { } body)
        {
            using var json = await JsonDocument.ParseAsync(await body.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);
            records = json.RootElement.EnumerateObject().Select(member => member.Value).FirstOrDefault(value => value.ValueKind == JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;
        }

        var answer = FormattableString.Invariant($$"""{"code": "Success", "msg": "", "successCount": {{records}}, "failCount": 0}""");
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
