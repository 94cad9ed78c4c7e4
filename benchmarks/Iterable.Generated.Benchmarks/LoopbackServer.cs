using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Iterable.Generated.Benchmarks;

/// <summary>
/// A server that does next to nothing, in a process of its own so that its CPU time is not counted: it answers every POST with
/// the same 130 bytes of JSON, and every GET with a user's profile.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly byte[] Accepted = Encoding.ASCII.GetBytes(
        """{"msg":"Event with id: 1f0c was tracked.","code":"Success","params":{"id":"1f0c2d3e-4b5a-6978-8796-a5b4c3d2e1f0","n":12345}}""".PadRight(130));

    private static readonly byte[] User = Encoding.ASCII.GetBytes(
        """{"user":{"email":"ada.lovelace@example.com","userId":"u-7","dataFields":{"plan":"annual","seats":12,"signupDate":"2026-01-05 10:30:00 +00:00"}}}""");

    private static readonly byte[] AnswerToPost = Answer(Accepted);
    private static readonly byte[] AnswerToGet = Answer(User);

    private readonly Process _process;

    private LoopbackServer(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}/api/");
    }

    public Uri Address { get; }

    public static async Task<LoopbackServer> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        return new LoopbackServer(process, int.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
    }

    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);

        // The end of the input is the end of the process that started this one.
        var end = Task.Run(Console.In.ReadToEnd);
        while (true)
        {
            var accepted = listener.AcceptSocketAsync();
            if (await Task.WhenAny(accepted, end) == end)
                return 0;

            _ = ServeAsync(await accepted);
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                return;

            filled += read;
            while (RequestLength(buffer.AsSpan(0, filled)) is var length and > 0)
            {
                var answer = buffer[0] == 'G' ? AnswerToGet : AnswerToPost;
                buffer.AsSpan(length, filled - length).CopyTo(buffer);
                filled -= length;
                await socket.SendAsync(answer);
            }
        }
    }

    private static byte[] Answer(byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nServer: loopback\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    private static int RequestLength(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return 0;

        var length = 0;
        var at = received[..head].IndexOf("Content-Length: "u8);
        if (at >= 0)
            System.Buffers.Text.Utf8Parser.TryParse(received[(at + 16)..], out length, out _);
        return received.Length >= head + 4 + length ? head + 4 + length : 0;
    }
}
