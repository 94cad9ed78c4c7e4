using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Sends events to endpoints, for all projects of a server.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<X509Certificate2> _certificate = new(() => LoopbackCertificate.Create(TimeProvider.System));
    private readonly HttpClient _client;

    public WebhookSender(TimeProvider clock)
    {
        _clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, offered, _, errors) => errors is SslPolicyErrors.None || IsOurs(offered) },
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What endpoints can show, with its key.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>Sends an event until it is taken, refused, or tried often enough.</summary>
    public async Task<IterableTestWebhookDelivery> SendAsync(JObject webhook, JObject webhookEvent, IterableTestDeliveryOptions options, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        var answers = new List<HttpStatusCode?>();
        do
        {
            if (answers.Count > 0 && options.RetryDelay > TimeSpan.Zero)
                await Task.Delay(options.RetryDelay, _clock, ended.Token).ConfigureAwait(false);
            answers.Add(await TryAsync(webhook, webhookEvent, options, isFirst: answers.Count == 0, ended.Token).ConfigureAwait(false));
        }
        while (answers[^1] is null or >= HttpStatusCode.InternalServerError && answers.Count < options.MaxAttempts);

        return new IterableTestWebhookDelivery((long)webhook["id"]!, webhookEvent, answers);
    }

    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
            return;

        _stopping.Cancel();
        _client.Dispose();
        _stopping.Dispose();
        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    private async Task<HttpStatusCode?> TryAsync(JObject webhook, JObject webhookEvent, IterableTestDeliveryOptions options, bool isFirst, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Timeout, TimeProvider.System);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, (string?)webhook["endpoint"])
        {
            Content = new DeliveredBody(Encoding.UTF8.GetBytes(webhookEvent.ToString(Formatting.None)), options.PauseInBody, isFirst ? options.CutAfter : null, _clock),
        };
        if ((options.Authorization ?? Authorization(webhook)) is { Length: > 0 } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var header in (webhook["headers"] as JArray ?? []).OfType<JObject>())
            request.Headers.TryAddWithoutValidation((string)header["key"]!, (string?)header["value"]);

        try
        {
            using var response = await _client.SendAsync(request, ended.Token).ConfigureAwait(false);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // The help centre shows the token of Basic without the word.
    private static string? Authorization(JObject webhook)
    {
        var token = (string?)webhook["authToken"];
        return token is null || (string?)webhook["authType"] is not { } type || type == WebhookAuthType.NoAuth.Value ? null
            : type == WebhookAuthType.Basic.Value ? token
            : $"{type} {token}";
    }

    private bool IsOurs(X509Certificate? offered) =>
        _certificate.IsValueCreated && offered is not null && offered.GetRawCertData().AsSpan().SequenceEqual(_certificate.Value.RawData);
}
