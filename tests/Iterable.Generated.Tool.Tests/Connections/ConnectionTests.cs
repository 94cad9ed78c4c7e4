using System.Text;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Connections;

public class ConnectionTests
{
    private IterableTestServer _server = null!;
    private Folder _folder = null!;

    [SetUp]
    public async Task Start() => (_server, _folder) = (await IterableTestServer.StartAsync(), new Folder());

    [TearDown]
    public async Task Stop()
    {
        _folder.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Without_a_key_it_says_where_one_can_be_put_and_sends_nothing()
    {
        var (exitCode, output, errors) = await RunAsync(new() { ["ITERABLE_BASE_ADDRESS"] = Address });

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(errors, Does.Contain("ITERABLE_API_KEY").And.Contain("--api-key-file").And.Contain("profiles.json"));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_key_in_an_argument_works_and_is_warned_of()
    {
        var (exitCode, _, errors) = await RunAsync(new() { ["ITERABLE_BASE_ADDRESS"] = Address }, "--api-key", _server.ApiKey);

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Success, errors)));
        Assert.That(errors, Does.StartWith("Warning: --api-key shows the key").And.Not.Contain(_server.ApiKey));
    }

    [Test]
    public async Task A_key_comes_from_a_file_or_the_standard_input_without_the_line_end_after_it()
    {
        var file = _folder.Write("key", $"{_server.ApiKey}\n");
        await using var piped = new ToolRun { Environment = { ["ITERABLE_BASE_ADDRESS"] = Address }, Input = $" {_server.ApiKey}\r\n" };

        Assert.That((await RunAsync(new() { ["ITERABLE_BASE_ADDRESS"] = Address }, "--api-key-file", file)).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That((await RunAsync(new() { ["ITERABLE_BASE_ADDRESS"] = Address, ["ITERABLE_API_KEY_FILE"] = file })).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(await piped.RunAsync("fields", "--api-key-file", "-"), Is.EqualTo(ExitCode.Success));
    }

    [Test]
    public async Task A_profile_has_the_names_of_the_clients_options_in_any_case()
    {
        var file = Profiles($$"""{"default": {"apiKey": "not-this"}, "staging": {"ApiKey": "{{_server.ApiKey}}", "BASEADDRESS": "{{Address}}", "DataCenter": "UnitedStates", "AllowInsecureHttp": false } }""");

        Assert.That((await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = file }, "--profile", "staging")).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That((await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = file, ["ITERABLE_PROFILE"] = "staging" })).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That((await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = file, ["ITERABLE_BASE_ADDRESS"] = Address })).ExitCode, Is.EqualTo(ExitCode.Failure), "the default profile has another key");
    }

    [Test]
    public async Task Options_come_before_variables_and_variables_before_the_profile()
    {
        var file = Profiles($$"""{"default": {"ApiKey": "not-this", "BaseAddress": "http://127.0.0.1:1/api", "DataCenter": "Mars" } }""");
        var environment = new Dictionary<string, string> { ["ITERABLE_PROFILE_FILE"] = file, ["ITERABLE_API_KEY"] = _server.ApiKey, ["ITERABLE_BASE_ADDRESS"] = "nowhere", ["ITERABLE_DATA_CENTER"] = "Venus" };

        var (exitCode, _, errors) = await RunAsync(environment, "--base-address", Address, "--data-center", "us");

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Success, "")));
    }

    [TestCase("""{"default": {"Key": "k"}}""", "has Key, which means nothing here. A profile has ApiKey, DataCenter, BaseAddress and AllowInsecureHttp.")]
    [TestCase("""{"default": {"ApiKey": "k", "apikey": "l"}}""", "has ApiKey twice")]
    [TestCase("""{"default": "k"}""", "is no object")]
    [TestCase("""[]""", "is no object of profiles")]
    [TestCase("""{"default": {"ApiKey": "k", "DataCenter": "Mars"}}""", "is Mars. It can be US (the default) or EU.")]
    [TestCase("""{"default": {"ApiKey": "k", "BaseAddress": "nowhere"}}""", "profiles.json is no address.")]
    [TestCase("""{"default": {"ApiKey": "a key"}}""", "ApiKey")]
    public async Task A_profile_that_cannot_be_is_named_with_its_file(string profiles, string message)
    {
        var (exitCode, output, errors) = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = Profiles(profiles) });

        Assert.That(errors, Does.Contain(message));
        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
    }

    [Test]
    public async Task An_address_that_cannot_be_read_is_not_repeated()
    {
        const string Wrong = "https://svc:s3cr#t@gateway.example/api";

        var variable = await RunAsync(new() { ["ITERABLE_API_KEY"] = _server.ApiKey, ["ITERABLE_BASE_ADDRESS"] = Wrong });
        var option = await RunAsync(new() { ["ITERABLE_API_KEY"] = _server.ApiKey }, "--base-address", Wrong);

        Assert.That((variable.ExitCode, option.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(variable.Errors, Does.StartWith("ITERABLE_BASE_ADDRESS is no address.").And.Not.Contain("s3cr").And.Not.Contain("svc"));
        Assert.That(option.Errors, Does.StartWith("--base-address is no address.").And.Not.Contain("s3cr").And.Not.Contain("svc"));
    }

    [Test]
    public async Task A_profile_file_and_a_file_of_a_key_that_are_no_UTF_8_are_named()
    {
        var profiles = Profiles("");
        File.WriteAllBytes(profiles, [.. """{"default": {"ApiKey": "k"}, "caf"""u8, 0xE9, .. "\": {}}"u8]);
        File.WriteAllBytes(_folder["key"], [.. Encoding.ASCII.GetBytes(_server.ApiKey), 0xE9]);

        var profile = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = profiles });
        var key = await RunAsync(new() { ["ITERABLE_BASE_ADDRESS"] = Address }, "--api-key-file", _folder["key"]);

        Assert.That((profile.ExitCode, key.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(profile.Errors, Does.Contain("profiles.json is no UTF-8"));
        Assert.That(key.Errors, Does.Contain("key is no UTF-8"));
    }

    [TestCase("0123456789abcdef0123456789abcdef")]
    [TestCase("123456789abcdef0123456789abcdef0")]
    [TestCase("12345678901234567890123456789012345678901234567890")]
    [TestCase("abcdef0123456789abcdef0123456789")]
    [TestCase("\"abcdef0123456789abcdef0123456789")]
    public async Task A_key_without_its_quotes_is_not_repeated(string key)
    {
        var (exitCode, _, errors) = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = Profiles($$"""{"default": {"ApiKey": {{key}} } }""") });

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain("profiles.json").And.Not.Contain(key.Trim('"')[..8]));
    }

    [Test]
    public async Task A_profile_that_is_not_there_is_an_error_with_those_that_are()
    {
        var missing = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = _folder["none.json"] }, "--profile", "staging");
        var other = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = Profiles("""{"default": {}, "eu": {}}""") }, "--profile", "staging");

        Assert.That((missing.ExitCode, other.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(missing.Errors, Does.Contain("none.json").And.Contain("staging"));
        Assert.That(other.Errors, Does.Contain("has no profile staging; it has default, eu."));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_profile_file_that_others_can_read_is_warned_of()
    {
        var file = Profiles($$"""{"default": {"ApiKey": "{{_server.ApiKey}}", "BaseAddress": "{{Address}}" } }""");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var (exitCode, _, errors) = await RunAsync(new() { ["ITERABLE_PROFILE_FILE"] = file });

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(errors, Does.StartWith("Warning: ").And.Contain("chmod 600"));
    }

    private string Address => _server.BaseAddress.ToString();

    private string Profiles(string json)
    {
        var file = _folder.Write("profiles.json", json);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        await using var run = new ToolRun();
        foreach (var (name, value) in environment)
            run.Environment[name] = value;
        return (await run.RunAsync(["fields", .. arguments]), run.Output, run.Errors);
    }
}
