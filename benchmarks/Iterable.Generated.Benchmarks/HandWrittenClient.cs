using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace Iterable.Generated.Benchmarks;

/// <summary>What a careful team writes by hand: one <see cref="HttpClient" />, one serializer, pooled JSON buffers, streams; no retry, no limits, no telemetry.</summary>
internal sealed class HandWrittenClient(Uri baseAddress, string apiKey) : IDisposable
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
    });

    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = baseAddress, DefaultRequestHeaders = { { "Api-Key", apiKey } } };

    public Task<TResponse> PostAsync<TResponse>(string path, object body, CancellationToken cancellationToken) =>
        SendAsync<TResponse>(new HttpRequestMessage(HttpMethod.Post, path) { Content = Serialize(body) }, cancellationToken);

    public Task<TResponse> GetAsync<TResponse>(string path, CancellationToken cancellationToken) =>
        SendAsync<TResponse>(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<TResponse> SendAsync<TResponse>(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new JsonTextReader(new StreamReader(stream, Utf8)) { ArrayPool = CharPool.Shared };
        return Serializer.Deserialize<TResponse>(reader)!;
    }

    private static ByteArrayContent Serialize(object body)
    {
        var stream = new MemoryStream();
        using (var writer = new JsonTextWriter(new StreamWriter(stream, Utf8, 1024, leaveOpen: true)) { ArrayPool = CharPool.Shared })
            Serializer.Serialize(writer, body);

        var content = new ByteArrayContent(stream.GetBuffer(), 0, (int)stream.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private sealed class CharPool : IArrayPool<char>
    {
        public static readonly CharPool Shared = new();

        public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[]? array) => ArrayPool<char>.Shared.Return(array!);
    }
}
