using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Iterable.Generated.Tests;

/// <summary>Requests that no client library would send, byte by byte.</summary>
internal sealed class RawRequestTests
{
    private const string Event = """{"email":"ada@example.com","eventName":"emailOpen"}""";

    private static readonly string Length = $"Content-Length: {Event.Length}\r\n";

    private static IEnumerable<TestCaseData> Requests()
    {
        const string authorized = $"Authorization: {Scene.Secret}\r\n";
        const string json = "Content-Type: application/json\r\n";
        yield return Case("as it should be", authorized + json + Length, Event, 200, 1);
        yield return Case("no body", authorized + json, "", 400, 0);
        yield return Case("no type", authorized + Length, Event, 415, 0);
        yield return Case("two types", authorized + json + json + Length, Event, 415, 0);
        yield return Case("packed", authorized + json + "Content-Encoding: gzip\r\n" + Length, Event, 415, 0);
        yield return Case("chunks", authorized + json + "Transfer-Encoding: chunked\r\n", $"{Event.Length:x}\r\n{Event}\r\n0\r\n\r\n", 200, 1);
        yield return Case("a chunk that is none", authorized + json + "Transfer-Encoding: chunked\r\n", "zz\r\n\r\n", 400, 0);
        yield return Case("secret twice", authorized + authorized + json + Length, Event, 401, 0);
        yield return Case("secret after another", "Authorization: x\r\n" + authorized + json + Length, Event, 401, 0);
        yield return Case("secret in a list", $"Authorization: {Scene.Secret}, {Scene.Secret}\r\n" + json + Length, Event, 401, 0);
        yield return Case("base64 that is none", "Authorization: Basic ====\r\n" + json + Length, Event, 401, 0);
        yield return Case("a colon alone", "Authorization: Basic Og==\r\n" + json + Length, Event, 401, 0);
        yield return Case("secret as a name", $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Scene.Secret + ":"))}\r\n" + json + Length, Event, 401, 0);
        yield return Case("not ASCII", "Authorization: Basic gehëim\r\n" + json + Length, Event, 401, 0);
        yield return Case("a long secret", $"Authorization: {new string('x', 20_000)}\r\n" + json + Length, Event, 401, 0);
        yield return Case("a header without end", $"Authorization: {new string('x', 40_000)}\r\n" + json + Length, Event, 431, 0);
        yield return Case("a length that lies", authorized + json + "Content-Length: 99999999\r\n", Event, 413, 0);

        static TestCaseData Case(string name, string headers, string body, int status, int handled) => new TestCaseData(headers, body, status, handled).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Requests))]
    [CancelAfter(60_000)]
    public async Task Each_is_answered_and_told_without_its_data(string headers, string body, int status, int handled, CancellationToken cancellationToken)
    {
        await using var scene = await Scene.StartAsync();

        Assert.That(await AnswerAsync(scene, "/hooks", headers, body, cancellationToken), Is.EqualTo(status));
        Assert.That(scene.Handled, Has.Count.EqualTo(handled));
        Assert.That(scene.Log.Entries.Select(entry => entry.Text), Has.None.Contains("ada@").And.None.Contains(Scene.Secret));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_body_that_does_not_come_in_time_must_come_again_and_its_place_is_free_for_another(CancellationToken cancellationToken)
    {
        const string headers = $"Authorization: {Scene.Secret}\r\nContent-Type: application/json\r\n";
        var clock = new WatchedClock(TimeSpan.FromSeconds(30));
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.MaxConcurrency = 1;
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = null);
            });
        var half = AnswerAsync(scene, "/hooks", headers + Length, Event[..20], cancellationToken);
        await clock.Begun.WaitAsync(cancellationToken);
        Assert.That(await AnswerAsync(scene, "/hooks", headers + Length, Event, cancellationToken), Is.EqualTo(503));

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(await half, Is.EqualTo(503));
        Assert.That(await AnswerAsync(scene, "/hooks", headers + Length, Event, cancellationToken), Is.EqualTo(200));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_body_that_is_too_slow_for_the_server_must_come_again_too(CancellationToken cancellationToken)
    {
        // The server looks once a second, and allows no less.
        await using var scene = await Scene.StartAsync(build: builder => builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(1_000_000, TimeSpan.FromSeconds(1.1))));

        Assert.That(await AnswerAsync(scene, "/hooks", $"Authorization: {Scene.Secret}\r\nContent-Type: application/json\r\n{Length}", Event[..20], cancellationToken), Is.EqualTo(503));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Below_a_base_path_an_endpoint_is_the_same(CancellationToken cancellationToken)
    {
        await using var scene = await Scene.StartAsync(map: (app, scene) =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapIterableWebhook("/hooks", scene.HandleAsync);
        });

        Assert.That(await AnswerAsync(scene, "/base/hooks", $"Authorization: {Scene.Secret}\r\nContent-Type: application/json\r\n{Length}", Event, cancellationToken), Is.EqualTo(200));
    }

    private static async Task<int> AnswerAsync(Scene scene, string path, string headers, string body, CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(scene.Address.Host, scene.Address.Port, cancellationToken);
        await using var stream = new SslStream(connection.GetStream(), false, (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}"), cancellationToken);
        using var reader = new StreamReader(stream);
        return int.Parse((await reader.ReadLineAsync(cancellationToken))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
