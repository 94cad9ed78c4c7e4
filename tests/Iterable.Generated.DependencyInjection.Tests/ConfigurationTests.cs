using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>Clients whose options stand in a configuration.</summary>
public class ConfigurationTests
{
    [Test]
    public async Task A_client_comes_from_a_section_of_the_configuration()
    {
        var configuration = Json("""
            {"Iterable":{"ApiKey":"key-1","DataCenter":"Europe","AttemptTimeout":"00:00:30","Retry":{"MaxRetries":1,"GenerateIds":true},"RateLimit":{"Enabled":false}}}
            """);
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(configuration.GetSection("Iterable")).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Events.TrackEventAsync(new TrackEventRequest("x"));

        var options = provider.GetRequiredService<IOptions<IterableClientOptions>>().Value;
        Assert.Multiple(() =>
        {
            Assert.That(http.Seen.Single().RequestUri!.Host, Is.EqualTo("api.eu.iterable.com"));
            Assert.That(http.Bodies.Single(), Does.Contain("\"id\""));
            Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.Retry.MaxRetries, Is.EqualTo(1));
            Assert.That(options.RateLimit.Enabled, Is.False);
        });
    }

    [Test]
    public async Task A_section_and_a_delegate_are_taken_together_the_delegate_last()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddSingleton(new Secrets("key-of-a-vault"));
        services.AddIterableClient(Json("""{"DataCenter":"Europe","AttemptTimeout":"00:00:30"}"""), options => options.ApiKey = "key-1")
            .ConfigurePrimaryHttpMessageHandler(() => http);
        services.AddIterableClient("vault", Json("""{"ApiKey":"key-of-the-section","DataCenter":"Europe"}"""), (options, provider) => options.ApiKey = provider.GetRequiredService<Secrets>().Key)
            .ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IListsClient>().ListListsAsync();
        await provider.GetRequiredKeyedService<IListsClient>("vault").ListListsAsync();

        Assert.That(http.Seen.Select(request => (request.RequestUri!.Host, request.Headers.GetValues("Api-Key").Single())), Is.EqualTo(new[]
        {
            ("api.eu.iterable.com", "key-1"), ("api.eu.iterable.com", "key-of-a-vault"),
        }));
    }

    [TestCase("""{"ApiKey":""}""", "IterableClientOptions.ApiKey is empty")]
    [TestCase("""{"ApiKey":"k","BaseAddress":"http://example.com"}""", "IterableClientOptions.BaseAddress cannot be used")]
    [TestCase("""{"ApiKey":"k","Retry":{"MaxRetries":-1}}""", "IterableClientOptions.Retry.MaxRetries cannot be negative")]
    [TestCase("""{"ApiKey":"k","AttemptTimeout":"00:00:00"}""", "IterableClientOptions.AttemptTimeout has to be more than zero")]
    public void Options_that_cannot_be_right_stop_the_start(string json, string message) =>
        Assert.That(Start(Json(json)).Message, Does.Contain(message).And.Not.Contain("(Parameter"), "nobody called a method with these options");

    [TestCase("""{"ApiKye":"x"}""", "Iterable:ApiKye is no option of a client; here the options are Name, ApiKey, ")]
    [TestCase("""{"Retry":{"Maximum":2}}""", "Iterable:Retry:Maximum is no option of a client; here the options are MaxRetries, ")]
    [TestCase("""{"DataCenter":"Mars"}""", "Iterable:DataCenter is \"Mars\", which is not one of UnitedStates, Europe.")]
    [TestCase("""{"Timeout":"30"}""", "Iterable:Timeout is \"30\", which .NET takes for days: write hours, minutes and seconds, such as 00:00:30 for 30 seconds.")]
    [TestCase("""{"AttemptTimeout":600}""", "Iterable:AttemptTimeout is \"600\", which .NET takes for days: ")]
    [TestCase("""{"Retry":{"BaseDelay":"5"}}""", "Iterable:Retry:BaseDelay is \"5\", which .NET takes for days: write hours, minutes and seconds, such as 00:00:05 for 5 seconds.")]
    [TestCase("""{"Timeout":"30s"}""", "Iterable:Timeout is \"30s\", which is not a time: write hours, minutes and seconds, such as 00:00:30.")]
    [TestCase("""{"RateLimit":{"Enabled":"yes"}}""", "Iterable:RateLimit:Enabled is \"yes\", which is not true or false.")]
    [TestCase("""{"RateLimit":{"Share":"half"}}""", "Iterable:RateLimit:Share is \"half\", which is not a number.")]
    [TestCase("""{"Retry":{"MaxRetries":"2.5"}}""", "Iterable:Retry:MaxRetries is \"2.5\", which is not a whole number.")]
    [TestCase("""{"Retry":"5"}""", "Iterable:Retry is a section with MaxRetries, ")]
    [TestCase("""{"ApiKey":{"Value":"x"}}""", "Iterable:ApiKey takes one value, not a section or a list.")]
    [TestCase("""{"TokenProvider":"x"}""", "Iterable:TokenProvider is set in code, not in a configuration.")]
    public void A_section_that_cannot_mean_what_it_says_stops_the_start_in_a_sentence(string json, string message) =>
        Assert.That(Start(Json($$"""{"Iterable":{{json}}}""").GetSection("Iterable"), options => options.ApiKey = "k").Message, Does.StartWith(message));

    [Test]
    public void The_root_of_the_configuration_is_refused_in_one_sentence()
    {
        var root = Json("""{"PATH":"/usr/bin","HOME":"/root","Iterable":{"ApiKey":"k"},"Logging":{"LogLevel":{"Default":"Debug"}}}""");

        Assert.That(Start(root).Message, Is.EqualTo(
            "AddIterableClient was given the root of the configuration, which holds more than the options of a client: give it their section, such as configuration.GetSection(\"Iterable\")."));
    }

    [Test]
    public void A_section_that_is_not_there_is_named() =>
        Assert.That(Start(Json("""{"Iterable":{"ApiKey":"k"}}""").GetSection("Services:Iterabel")).Message, Does.Contain("The configuration has no section 'Services:Iterabel'."));

    [Test]
    public async Task A_key_that_changes_in_the_configuration_is_used_from_then_on()
    {
        using var http = Answering();
        var configuration = Json("""{"ApiKey":"key-1"}""");
        var services = new ServiceCollection();
        services.AddIterableClient(configuration).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIterableClient>();

        await client.Lists.ListListsAsync();
        configuration["ApiKey"] = "key-2";
        configuration.Reload();
        await client.Lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => request.Headers.GetValues("Api-Key").Single()), Is.EqualTo(new[] { "key-1", "key-2" }));
    }

    [Test]
    public async Task A_configuration_that_turns_bad_leaves_the_last_key_in_use_and_is_logged_once()
    {
        using var http = Answering();
        var log = new LogLines();
        var configuration = Json("""{"ApiKey":"key-1"}""");
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddIterableClient(configuration).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();
        var lists = provider.GetRequiredService<IListsClient>();
        await lists.ListListsAsync();

        configuration["ApiKey"] = "key-2";
        configuration["Timeout"] = "30";
        Assert.That(configuration.Reload, Throws.InstanceOf<AggregateException>(), "who reloads by hand hears of it");
        await lists.ListListsAsync();
        await lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => request.Headers.GetValues("Api-Key").Single()), Is.All.EqualTo("key-1"));
        Assert.That(log.Lines.Where(line => line.Contains("the last good ones stay in use", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(1).And.All.Contains("Timeout is \"30\""));
    }

    [Test]
    public async Task A_delegate_that_fails_at_a_reload_leaves_the_last_key_in_use_and_its_text_out_of_the_log([Values] bool logs)
    {
        using var http = Answering();
        var log = new LogLines();
        var configuration = Json("""{"DataCenter":"Europe"}""");
        Exception? failure = null;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(logs ? log : new FailingLog()));
        services.AddIterableClient(configuration, options => options.ApiKey = failure is null ? "key-1" : throw failure).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();
        var lists = provider.GetRequiredService<IListsClient>();
        await lists.ListListsAsync();

        failure = new IOException("/run/secrets/key-of-ada is in use");
        Assert.That(configuration.Reload, Throws.InstanceOf<AggregateException>(), "who reloads by hand hears of it");
        await lists.ListListsAsync();
        await lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => request.Headers.GetValues("Api-Key").Single()), Is.EqualTo(new[] { "key-1", "key-1", "key-1" }));
        Assert.That(
            log.Lines.Where(line => line.Contains("the last good ones stay in use", StringComparison.Ordinal)).ToList(),
            logs ? Has.Count.EqualTo(1).And.All.Contains("System.IO.IOException").And.None.Contains("ada") : Is.Empty);
    }

    [Test]
    public void An_address_that_is_none_is_not_repeated_since_it_may_hold_a_password()
    {
        var message = Start(Json("""{"Iterable":{"BaseAddress":"https://svc:s3cr#t@gateway.example/api"}}""").GetSection("Iterable"), options => options.ApiKey = "k").Message;

        Assert.That(message, Does.StartWith("Iterable:BaseAddress is not an address").And.Not.Contain("s3cr").And.Not.Contain("svc"));
    }

    private static OptionsValidationException Start(IConfiguration section, Action<IterableClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddIterableClient(section, configure);
        using var provider = services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate())!;
    }

    private static Recorder Answering() => new(_ => HttpStatusCode.OK);

    private static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddInMemoryCollection(Flat(json)).Build();

    private static Dictionary<string, string?> Flat(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().AsEnumerable()
        .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value);

    private sealed record Secrets(string Key);

    /// <summary>A log whose disk is full.</summary>
    private sealed class FailingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");
    }
}
