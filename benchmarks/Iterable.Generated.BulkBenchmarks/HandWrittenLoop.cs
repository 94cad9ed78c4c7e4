using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>
/// What a careful team writes by hand: a list of a thousand, one serializer, a buffer that is used again, pooled characters. It reads the counters and nothing else: no outcomes, no
/// limit on bytes, no order, no retry.
/// </summary>
internal sealed class HandWrittenLoop(HttpMessageHandler transport) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly HttpClient _http = new(transport, disposeHandler: false) { BaseAddress = new Uri("http://localhost/api/"), DefaultRequestHeaders = { { "Api-Key", "key" } } };
    private readonly JsonSerializer _serializer = JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, DateParseHandling = DateParseHandling.None });
    private readonly MemoryStream _buffer = new();

    public async Task<long> SendAsync(int count)
    {
        var updated = 0L;
        var batch = new Batch { Users = new List<PlainUser>(Users1000.Count) };
        for (var i = 0; i < count; i++)
        {
            batch.Users.Add(new PlainUser { Email = Users1000.Email(i), DataFields = Users1000.Fields });
            if (batch.Users.Count < Users1000.Count)
                continue;

            updated += (await PostAsync(batch)).SuccessCount;
            batch.Users.Clear();
        }

        return updated;
    }

    public void Dispose() => _http.Dispose();

    private async Task<PlainAnswer> PostAsync(Batch batch)
    {
        _buffer.SetLength(0);
        using (var writer = new JsonTextWriter(new StreamWriter(_buffer, Utf8, 16 * 1024, leaveOpen: true)) { ArrayPool = Chars.Shared })
            _serializer.Serialize(writer, batch);

        using var content = new ByteArrayContent(_buffer.GetBuffer(), 0, (int)_buffer.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync("users/bulkUpdate", content);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new JsonTextReader(new StreamReader(stream, Utf8)) { ArrayPool = Chars.Shared };
        return _serializer.Deserialize<PlainAnswer>(reader)!;
    }

    private sealed class Batch
    {
        [JsonProperty("users")]
        public required List<PlainUser> Users { get; init; }
    }

    private sealed class PlainUser
    {
        [JsonProperty("email")]
        public string? Email { get; set; }

        [JsonProperty("userId")]
        public string? UserId { get; set; }

        [JsonProperty("dataFields")]
        public JObject? DataFields { get; set; }

        [JsonProperty("preferUserId")]
        public bool? PreferUserId { get; set; }

        [JsonProperty("mergeNestedObjects")]
        public bool? MergeNestedObjects { get; set; }
    }

    private sealed class PlainAnswer
    {
        [JsonProperty("successCount")]
        public long SuccessCount { get; set; }

        [JsonProperty("failCount")]
        public long FailCount { get; set; }
    }

    private sealed class Chars : IArrayPool<char>
    {
        public static readonly Chars Shared = new();

        public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[]? array) => ArrayPool<char>.Shared.Return(array!);
    }
}
