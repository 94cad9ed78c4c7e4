using System.Buffers.Text;
using CsvHelper;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.ExportBenchmarks;

/// <summary>What a careful developer would write without this package.</summary>
internal static class HandWritten
{
    /// <summary>One tokenizer, one serializer, pooled buffers, no dates guessed: every knob of Newtonsoft.Json that helps.</summary>
    public static long Newtonsoft(Stream stream)
    {
        var serializer = JsonSerializer.Create(new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
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
