using System.Buffers.Text;
using System.Text.Json;
using CsvHelper;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Serializer = Newtonsoft.Json.JsonSerializer;

namespace Iterable.Generated.ExportBenchmarks;

/// <summary>What a careful developer would write without this package.</summary>
internal static class HandWritten
{
    /// <summary>One tokenizer, one serializer, pooled buffers, no dates guessed: every knob of Newtonsoft.Json that helps.</summary>
    public static long Newtonsoft(Stream stream)
    {
        var serializer = Serializer.Create(new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
        using var text = new StreamReader(stream, bufferSize: 64 * 1024);
        using var json = new JsonTextReader(text) { SupportMultipleContent = true, DateParseHandling = DateParseHandling.None, ArrayPool = Chars.Instance };
        var sum = 0L;
        while (json.Read())
        {
            var record = serializer.Deserialize<Event>(json)!;
            sum += record.Email!.Length + (record.CampaignId ?? 0) + record.CreatedAt.ToUnixTimeSeconds();
        }

        return sum;
    }

    /// <summary>
    /// The least that reading into Newtonsoft's objects can cost: the tokens of System.Text.Json straight into them. It checks nothing, keeps none of the
    /// members that nobody declared, and takes every text for one without escapes.
    /// </summary>
    public static async Task<long> LeastAsync(Stream stream, bool whole)
    {
        var sum = 0L;
        var buffer = new byte[1 << 20];
        for (int start = 0, end = 0; ;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end));
            if (read == 0)
                return sum;

            for (end += read; buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length; start += length + 1)
                sum += Least.Read(buffer.AsSpan(start, length), whole);
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
    }

    /// <summary>CsvHelper's reader with a materializer by hand, over the bytes of the fields.</summary>
    public static async Task<long> CsvHelperAsync(Stream stream)
    {
        var sum = 0L;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        while (await csv.ReadAsync())
        {
            var record = new Row
            {
                Email = csv.GetString(0),
                EventName = csv.GetString(1),
                CreatedAt = DateTimeOffset.ParseExact(csv.GetString(2), "yyyy-MM-dd HH:mm:ss zzz", null),
                CampaignId = Number(csv.GetSpan(3)),
                TemplateId = Number(csv.GetSpan(4)),
                MessageId = csv.GetString(5),
                DataFields = csv.GetString(6),
                ContentId = Number(csv.GetSpan(7)),
                ChannelId = Number(csv.GetSpan(8)),
                MessageTypeId = Number(csv.GetSpan(9)),
                WorkflowId = Number(csv.GetSpan(10)),
                WorkflowName = csv.GetString(11),
                CampaignName = csv.GetString(12),
                TemplateName = csv.GetString(13),
                Labels = csv.GetString(14),
                ItblUserId = csv.GetString(15),
                City = csv.GetString(16),
                Region = csv.GetString(17),
                Country = csv.GetString(18),
                Ip = csv.GetString(19),
                UserAgent = csv.GetString(20),
                Url = csv.GetString(21),
            };
            sum += record.Email!.Length + (record.CampaignId ?? 0) + record.CreatedAt.ToUnixTimeSeconds();
        }

        return sum;
    }

    private static long? Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _) ? number : null;

    private sealed class Chars : IArrayPool<char>
    {
        public static readonly Chars Instance = new();

        public char[] Rent(int minimumLength) => System.Buffers.ArrayPool<char>.Shared.Rent(Math.Max(minimumLength, 32 * 1024));

        public void Return(char[]? array)
        {
            if (array is not null)
                System.Buffers.ArrayPool<char>.Shared.Return(array);
        }
    }

    private static class Least
    {
        private static readonly Dictionary<string, string> Names = [];
        private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Known = Names.GetAlternateLookup<ReadOnlySpan<char>>();

        public static long Read(ReadOnlySpan<byte> line, bool whole)
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            if (whole)
            {
                var all = (JObject)Token(ref json);
                return ((string)all["email"]!).Length + (long)all["campaignId"]!;
            }

            var record = new Event();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.ValueSpan;
                json.Read();
                switch (name)
                {
                    case var _ when name.SequenceEqual("email"u8): record.Email = json.GetString(); break;
                    case var _ when name.SequenceEqual("eventName"u8): record.EventName = json.GetString(); break;
                    case var _ when name.SequenceEqual("createdAt"u8): record.CreatedAt = Time(json.ValueSpan); break;
                    case var _ when name.SequenceEqual("campaignId"u8): record.CampaignId = json.GetInt64(); break;
                    case var _ when name.SequenceEqual("templateId"u8): record.TemplateId = json.GetInt64(); break;
                    case var _ when name.SequenceEqual("messageId"u8): record.MessageId = json.GetString(); break;
                    case var _ when name.SequenceEqual("channelId"u8): record.ChannelId = json.GetInt64(); break;
                    case var _ when name.SequenceEqual("messageTypeId"u8): record.MessageTypeId = json.GetInt64(); break;
                    case var _ when name.SequenceEqual("campaignName"u8): record.CampaignName = json.GetString(); break;
                    case var _ when name.SequenceEqual("templateName"u8): record.TemplateName = json.GetString(); break;
                    case var _ when name.SequenceEqual("labels"u8): record.Labels = Texts(ref json); break;
                    case var _ when name.SequenceEqual("dataFields"u8): record.DataFields = (JObject)Token(ref json); break;
                    default: json.Skip(); break;
                }
            }

            return record.Email!.Length + (record.CampaignId ?? 0) + record.CreatedAt.ToUnixTimeSeconds();
        }

        private static DateTimeOffset Time(ReadOnlySpan<byte> text)
        {
            int Part(ReadOnlySpan<byte> text, int at, int length) => Utf8Parser.TryParse(text.Slice(at, length), out int value, out _) ? value : 0;
            return new DateTimeOffset(Part(text, 0, 4), Part(text, 5, 2), Part(text, 8, 2), Part(text, 11, 2), Part(text, 14, 2), Part(text, 17, 2), TimeSpan.Zero);
        }

        private static List<string> Texts(ref Utf8JsonReader json)
        {
            List<string> texts = [];
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                texts.Add(json.GetString()!);

            return texts;
        }

        private static JToken Token(ref Utf8JsonReader json)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject:
                    var members = new JObject();
                    while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                    {
                        var name = Name(json.ValueSpan);
                        json.Read();
                        ((IList<JToken>)members).Insert(members.Count, new JProperty(name, Token(ref json)));
                    }

                    return members;
                case JsonTokenType.StartArray:
                    var items = new JArray();
                    while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                        items.Insert(items.Count, Token(ref json));

                    return items;
                case JsonTokenType.String:
                    return new JValue(json.GetString());
                case JsonTokenType.Number:
                    return json.TryGetInt64(out var integer) ? new JValue(integer) : new JValue(json.GetDouble());
                case JsonTokenType.True or JsonTokenType.False:
                    return new JValue(json.GetBoolean());
                default:
                    return JValue.CreateNull();
            }
        }

        private static string Name(ReadOnlySpan<byte> name)
        {
            Span<char> text = stackalloc char[64];
            text = text[..System.Text.Encoding.UTF8.GetChars(name, text)];
            if (!Known.TryGetValue(text, out var known))
                Names[known = text.ToString()] = known;

            return known;
        }
    }

    private sealed class Event
    {
        [JsonProperty("email")]
        public string? Email { get; set; }

        [JsonProperty("eventName")]
        public string? EventName { get; set; }

        [JsonProperty("createdAt")]
        public DateTimeOffset CreatedAt { get; set; }

        [JsonProperty("campaignId")]
        public long? CampaignId { get; set; }

        [JsonProperty("templateId")]
        public long? TemplateId { get; set; }

        [JsonProperty("messageId")]
        public string? MessageId { get; set; }

        [JsonProperty("channelId")]
        public long? ChannelId { get; set; }

        [JsonProperty("messageTypeId")]
        public long? MessageTypeId { get; set; }

        [JsonProperty("campaignName")]
        public string? CampaignName { get; set; }

        [JsonProperty("templateName")]
        public string? TemplateName { get; set; }

        [JsonProperty("labels")]
        public List<string>? Labels { get; set; }

        [JsonProperty("dataFields")]
        public JObject? DataFields { get; set; }
    }

    private sealed class Row
    {
        public string? Email { get; set; }
        public string? EventName { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long? CampaignId { get; set; }
        public long? TemplateId { get; set; }
        public string? MessageId { get; set; }
        public string? DataFields { get; set; }
        public long? ContentId { get; set; }
        public long? ChannelId { get; set; }
        public long? MessageTypeId { get; set; }
        public long? WorkflowId { get; set; }
        public string? WorkflowName { get; set; }
        public string? CampaignName { get; set; }
        public string? TemplateName { get; set; }
        public string? Labels { get; set; }
        public string? ItblUserId { get; set; }
        public string? City { get; set; }
        public string? Region { get; set; }
        public string? Country { get; set; }
        public string? Ip { get; set; }
        public string? UserAgent { get; set; }
        public string? Url { get; set; }
    }
}
