using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Serve.Control;

/// <summary>
/// An address beside the server's own, by which a test in any language says what it needs while the server runs. It asks for no key: it is there for
/// whoever can reach it, as the whole server is.
/// </summary>
internal sealed class ControlAddress : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _hostName;

    public ControlAddress(IterableTestServer server, ServeSettings settings)
    {
        _hostName = settings.Server.HostName ?? "127.0.0.1";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Listen(options, settings));
        // Ctrl+C is the command's.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        _application = builder.Build();
        var commands = new ControlCommands(server);
        _application.Run(context => AnswerAsync(context, commands));
    }

    public Uri Address
    {
        get
        {
            var listening = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new Uri($"http://{_hostName}:{new Uri(listening).Port}/");
        }
    }

    /// <exception cref="ToolException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ToolException($"{e.Message} Give another with --control-port; 0 is any that is free.");
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Listen(KestrelServerOptions options, ServeSettings settings)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;
        if (settings.Server.HostName is null)
            options.Listen(System.Net.IPAddress.Loopback, settings.ControlPort);
        else
            options.Listen(System.Net.IPAddress.Any, settings.ControlPort);
    }

    private static async Task AnswerAsync(HttpContext context, ControlCommands commands)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        var (status, answer) = await commands.AnswerAsync(context.Request.Method, context.Request.Path, name => context.Request.Query[name], body, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToString(Formatting.Indented) + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
