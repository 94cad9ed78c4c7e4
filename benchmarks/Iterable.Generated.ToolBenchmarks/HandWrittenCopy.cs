using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Iterable.Generated.ToolBenchmarks;

/// <summary>What a careful developer would write: each line of the answer parsed, and its values into a binary COPY. Rows are as those of the tool.</summary>
internal static class HandWrittenCopy
{
    private static readonly (string Name, NpgsqlDbType Type)[] Columns =
    [
        ("createdAt", NpgsqlDbType.TimestampTz), ("campaignId", NpgsqlDbType.Bigint), ("campaignName", NpgsqlDbType.Text), ("channelId", NpgsqlDbType.Bigint),
        ("contentId", NpgsqlDbType.Bigint), ("email", NpgsqlDbType.Text), ("eventName", NpgsqlDbType.Text), ("messageId", NpgsqlDbType.Text), ("messageTypeId", NpgsqlDbType.Bigint),
        ("templateId", NpgsqlDbType.Bigint), ("templateName", NpgsqlDbType.Text), ("workflowId", NpgsqlDbType.Bigint), ("workflowName", NpgsqlDbType.Text),
    ];

    public static async Task<long> RunAsync(string address, string server)
    {
        await using var database = new NpgsqlConnection(server);
        await database.OpenAsync();
        await using var create = database.CreateCommand();
        create.CommandText = $"create table if not exists by_hand ({string.Join(", ", Columns.Select(column => $"\"{column.Name}\" {Sql(column.Type)}"))}, rest json); truncate by_hand";
        await create.ExecuteNonQueryAsync();

        using var http = new HttpClient();
        using var lines = new StreamReader(await http.GetStreamAsync(new Uri(address)));
        await using var copy = await database.BeginBinaryImportAsync("copy by_hand from stdin (format binary)");
        var (records, rest) = (0L, new ArrayBufferWriter<byte>());
        while (await lines.ReadLineAsync() is { Length: > 0 } line)
        {
            using var record = JsonDocument.Parse(line);
            await copy.StartRowAsync();
            foreach (var (name, type) in Columns)
                await WriteAsync(copy, record.RootElement, name, type);
            await copy.WriteAsync(Rest(record.RootElement, rest), NpgsqlDbType.Json);
            records++;
        }

        await copy.CompleteAsync();
        return records;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, JsonElement record, string name, NpgsqlDbType type) => !record.TryGetProperty(name, out var value)
        ? copy.WriteNullAsync()
        : type switch
        {
            NpgsqlDbType.Bigint => copy.WriteAsync(value.GetInt64(), type),
            NpgsqlDbType.TimestampTz => copy.WriteAsync(DateTimeOffset.ParseExact(value.GetString()!, "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture).UtcDateTime, type),
            _ => copy.WriteAsync(value.GetString()!, type),
        };

    private static string Rest(JsonElement record, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in record.EnumerateObject())
            {
                if (!Columns.Any(column => member.NameEquals(column.Name)))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Sql(NpgsqlDbType type) => type switch { NpgsqlDbType.Bigint => "bigint", NpgsqlDbType.TimestampTz => "timestamptz", _ => "text" };
}
