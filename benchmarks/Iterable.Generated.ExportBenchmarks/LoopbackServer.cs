using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Iterable.Generated.ExportBenchmarks;

/// <summary>
/// Streams a file over HTTP on loopback, as often as it is asked to: <c>/export/data.json?campaignId=10</c> is the file ten times over, with
/// one header where it is CSV. It runs in a process of its own, so that its memory is not counted.
/// </summary>
internal static class LoopbackServer
{
    public static async Task RunAsync(string ndjson, string csv)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = Task.Run(() =>
        {
            // The parent's end of this pipe closes with the parent.
            while (Console.In.Read() >= 0)
            {
            }

            Environment.Exit(0);
        });

        while (true)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(), ndjson, csv);
    }

    private static async Task ServeAsync(TcpClient client, string ndjson, string csv)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync() is { Length: > 0 } request)
            {
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                var isCsv = request.Contains("data.csv", StringComparison.Ordinal);
                var at = request.IndexOf("campaignId=", StringComparison.Ordinal);
                var times = at < 0 ? 1 : int.Parse(request[(at + 11)..].Split('&', ' ')[0]);
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
                try
                {
                    await SendAsync(stream, isCsv ? csv : ndjson, times, isCsv);
                }
                catch (IOException)
                {
                    return;
                }
            }
        }
    }

    private static async Task SendAsync(Stream stream, string path, int times, bool hasHeader)
    {
        var buffer = new byte[64 * 1024];
        for (var time = 0; time < times; time++)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (hasHeader && time > 0)
                file.Position = HeaderLength(path);

            int read;
            while ((read = await file.ReadAsync(buffer)) > 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{read:x}\r\n"));
                await stream.WriteAsync(buffer.AsMemory(0, read));
                await stream.WriteAsync("\r\n"u8.ToArray());
            }
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
    }

    private static int HeaderLength(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4096];
        return start.AsSpan(0, file.Read(start)).IndexOf((byte)'\n') + 1;
    }
}
