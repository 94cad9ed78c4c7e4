using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

public class AddIterableClientTests
{
    [Test]
    public async Task A_client_comes_from_a_delegate_typed_and_by_its_interface()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "key-1").ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Lists.ListListsAsync();

        Assert.That(provider.GetRequiredService<IterableClient>(), Is.SameAs(provider.GetRequiredService<IIterableClient>()));
        Assert.That(http.Seen.Single().Headers.GetValues("Api-Key"), Is.EqualTo(new[] { "key-1" }));
    }

    [Test]
    public async Task Projects_live_side_by_side_under_their_keys()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient("shop", options => options.ApiKey = "shop-key").ConfigurePrimaryHttpMessageHandler(() => http);
        services.AddIterableClient("news", options =>
        {
            options.ApiKey = "news-key";
            options.DataCenter = IterableDataCenter.Europe;
        }).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IIterableClient>("shop").Lists.ListListsAsync();
        await provider.GetRequiredKeyedService<IterableClient>("news").Lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => (request.RequestUri!.Host, request.Headers.GetValues("Api-Key").Single())), Is.EqualTo(new[]
        {
            ("api.iterable.com", "shop-key"), ("api.eu.iterable.com", "news-key"),
        }));
        Assert.That(provider.GetService<IIterableClient>(), Is.Null);
        Assert.That(provider.GetService<IUsersClient>(), Is.Null);
    }

    [TestCase(null)]
    [TestCase("shop")]
    public async Task Calls_after_the_container_was_disposed_name_the_client(string? name)
    {
        using var http = Answering();
        var services = new ServiceCollection();
        (name is null ? services.AddIterableClient(options => options.ApiKey = "k") : services.AddIterableClient(name, options => options.ApiKey = "k"))
            .ConfigurePrimaryHttpMessageHandler(() => http);
        var provider = services.BuildServiceProvider();
        var client = name is null ? provider.GetRequiredService<IIterableClient>() : provider.GetRequiredKeyedService<IIterableClient>(name);
        var view = client.With(new IterableCallOptions());
        var lists = client.Lists;
        await lists.ListListsAsync();

        provider.Dispose();

        foreach (var call in new Func<Task>[] { () => client.Lists.ListListsAsync(), () => view.Lists.ListListsAsync(), () => lists.ListListsAsync(), () => client.Export.ExportDataJsonAsync(ExportDataType.User) })
        {
            var error = await Assert.CatchAsync<ObjectDisposedException>(async () => await call());
            Assert.That(error!.ObjectName, Is.EqualTo("IterableClient"));
        }

        Assert.That(http.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_client_that_is_disposed_alone_leaves_those_beside_it()
    {
        using var handlers = new IterableMessageHandlers(new IterableClientOptions { ApiKey = "k" });
        handlers.Surround([]);
        using var http = new HttpClient(Answering());
        var (one, other) = (new IterableClient(handlers, () => http), new IterableClient(handlers, () => http));

        one.Dispose();

        Assert.That(async () => await one.Lists.ListListsAsync(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await other.Lists.ListListsAsync(), Throws.Nothing);
    }

    [Test]
    public void Every_part_of_the_API_can_be_asked_for_alone_and_under_a_key()
    {
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "k");
        services.AddIterableClient("shop", options => options.ApiKey = "k");
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIterableClient>();
        var shop = provider.GetRequiredKeyedService<IIterableClient>("shop");
        var parts = typeof(IIterableClient).GetProperties().Where(property => property.Name != nameof(IIterableClient.BaseAddress)).ToList();

        Assert.That(parts, Has.Count.GreaterThan(10));
        foreach (var part in parts)
        {
            Assert.That(provider.GetRequiredService(part.PropertyType), Is.SameAs(part.GetValue(client)), part.Name);
            Assert.That(provider.GetRequiredKeyedService(part.PropertyType, "shop"), Is.SameAs(part.GetValue(shop)), part.Name);
        }
    }

    [Test]
    public void A_part_comes_out_of_whatever_client_is_registered_and_a_part_of_the_callers_own_stays()
    {
        using var other = new IterableClient("k");
        var services = new ServiceCollection();
        services.AddSingleton(other.Events);
        services.AddIterableClient(options => options.ApiKey = "k");
        services.AddSingleton<IIterableClient>(other);
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IUsersClient>(), Is.SameAs(other.Users));
        Assert.That(provider.GetRequiredService<IEventsClient>(), Is.SameAs(other.Events));
    }

    [Test]
    public async Task Handlers_of_the_caller_see_every_attempt_with_its_operation()
    {
        var attempts = new List<(IterableOperation?, int)>();
        using var http = new Recorder(number => number == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        var services = new ServiceCollection();
        services.AddIterableClient(options =>
            {
                options.ApiKey = "k";
                options.Retry.BaseDelay = TimeSpan.FromTicks(1);
            })
            .ConfigurePrimaryHttpMessageHandler(() => http)
            .AddHttpMessageHandler(() => new Witness(request => attempts.Add((request.GetIterableOperation(), request.Headers.GetValues("Api-Key").Count()))));
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.That(attempts, Is.EqualTo(new[] { (IterableOperations.UpdateUser, 1), (IterableOperations.UpdateUser, 1) }));
        Assert.That(http.Bodies, Is.EqualTo(new[] { """{"email":"ada@example.com"}""", """{"email":"ada@example.com"}""" }));
        Assert.That(http.Seen.Select(request => request.Headers.GetValues("X-Witness").Count()), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task Registering_twice_adds_options_and_no_second_set_of_handlers()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "k").ConfigurePrimaryHttpMessageHandler(() => http);
        services.AddIterableClient(options => options.DataCenter = IterableDataCenter.Europe);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Lists.ListListsAsync();

        Assert.That(http.Seen.Single().RequestUri!.Host, Is.EqualTo("api.eu.iterable.com"));
        Assert.That(services.Count(service => service.ServiceType == typeof(IIterableClient)), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_personal_is_logged_by_the_factory_either()
    {
        using var http = new Recorder(_ => HttpStatusCode.NotFound);
        var log = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddIterableClient(options => options.ApiKey = "planted-key").ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await Assert.ThatAsync(
            () => provider.GetRequiredService<IIterableClient>().Users.GetUserByEmailAsync("ada@example.com"), Throws.TypeOf<IterableNotFoundException>());

        Assert.That(log.Lines, Has.Some.Contains("getUserByEmail"));
        Assert.That(log.Lines, Has.None.Contains("example.com").And.None.Contains("planted"));
    }

    [Test]
    public void Options_can_come_from_other_services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Secrets("from-a-vault"));
        services.AddIterableClient((options, provider) => options.ApiKey = provider.GetRequiredService<Secrets>().Key);
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IterableClient>().BaseAddress.Host, Is.EqualTo("api.iterable.com"));
    }

    private static Recorder Answering() => new(_ => HttpStatusCode.OK);

    private sealed record Secrets(string Key);

    private sealed class Witness(Action<HttpRequestMessage> see) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Witness", "1");
            see(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
