using System.Text;

namespace Iterable.Generated.Tests.Exports;

/// <summary>Reads bodies in tests.</summary>
internal static class ExportBodies
{
    /// <summary>The sizes in which a network may hand out bytes.</summary>
    public static readonly int[] Chunks = [1, 2, 3, 7, 64, 1000, 65536];

    public static Task<List<T>> NdjsonAsync<T>(string body, ExportReadOptions? options = null, int chunk = int.MaxValue)
        where T : class => ListAsync(ExportReader.ReadNdjsonAsync<T>(Stream(body, chunk), options));

    public static Task<List<T>> CsvAsync<T>(string body, ExportReadOptions? options = null, int chunk = int.MaxValue, char delimiter = ',')
        where T : class => ListAsync(CsvExportReader.ReadAsync<T>(Stream(body, chunk), options, delimiter));

    public static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> records)
    {
        var list = new List<T>();
        await foreach (var record in records)
            list.Add(record);

        return list;
    }

    public static ChunkedStream Stream(string body, int chunk = int.MaxValue) => new(Encoding.UTF8.GetBytes(body), chunk);

    /// <summary>Awaits something that has to fail in one way.</summary>
    public static async Task<TException> FailureAsync<TException>(Func<Task> act)
        where TException : Exception
    {
        try
        {
            await act();
        }
        catch (TException e)
        {
            return e;
        }

        throw new AssertionException($"There was no {typeof(TException).Name}.");
    }
}
