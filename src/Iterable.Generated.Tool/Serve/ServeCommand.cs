using System.CommandLine;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Iterable.Generated.Tool.Serve.Control;
using Iterable.Generated.Tool.Serve.Seed;

namespace Iterable.Generated.Tool.Serve;

/// <summary><c>itbl serve</c>: the test server of Iterable.Generated.Testing for programs in any language.</summary>
internal static class ServeCommand
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("itbl serve", "an empty project at http://127.0.0.1:8080/api, until Ctrl+C"),
        ("itbl serve --seed seed.json --faults faults.json --enforce-limits", "with users and events, and with things that go wrong"),
        ("itbl serve --https --certificate iterable.pem", "over HTTPS, for clients that insist on it"),
        ("itbl serve --host iterable", "for other containers, which call this one iterable"),
        ("itbl serve --port 0 --files-port 0 --control-port 0 --json", "on free ports, for a script to read"),
        ("""curl -X POST http://127.0.0.1:8082/faults -d '{"for": "trackEvent", "fault": "loseAnswer"}'""", "orders a fault while it runs"),
    ];

    public static Command Create(ToolHost host)
    {
        var options = new ServeOptions();
        var command = new ToolCommand("serve", "Starts an Iterable server for tests on this machine: real HTTP, in memory, without an account.", Examples);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(options.Read(parsed), host, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ServeSettings settings, ToolHost host, CancellationToken cancellationToken)
    {
        // What is wrong with a file is said before anything listens.
        var seed = settings.SeedFile is { } seedFile ? await JsonFile.ReadAsync(seedFile, cancellationToken).ConfigureAwait(false) : null;
        var faults = settings.FaultsFile is { } faultsFile ? await JsonFile.ReadAsync(faultsFile, cancellationToken).ConfigureAwait(false) : null;

        var server = await StartAsync(settings, cancellationToken).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);

        // Who is reached by other machines has webhooks on them.
        server.Project.Webhooks.ReachesOtherMachines = settings.Server.HostName is not null;
        if (seed is not null)
            SeedFile.Apply(seed, settings.SeedFile!, server.Project);
        if (faults is not null)
            FaultOrders.Place(faults, settings.FaultsFile!, server.Faults);

        var control = new ControlAddress(server, settings);
        await using var __ = control.ConfigureAwait(false);
        await control.StartAsync(cancellationToken).ConfigureAwait(false);
        using var certificate = CertificateFile.Write(server.Certificate, settings.CertificateFile);

        host.Out.WriteLine(settings.Json
            ? ServedAddresses.Json(server, control, certificate?.Path)
            : ServedAddresses.Text(server, control, certificate?.Path));
        await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Success;
    }

    private static async Task<IterableTestServer> StartAsync(ServeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await IterableTestServer.StartAsync(settings.Server, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Usage(e.Message);
        }
        catch (IOException e)
        {
            throw new ToolException($"{e.Message} Give another with --port, --files-port or --europe-port; 0 is any that is free.");
        }
    }
}
