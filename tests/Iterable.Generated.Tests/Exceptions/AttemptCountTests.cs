using System.Net.Sockets;

namespace Iterable.Generated.Tests.Exceptions;

/// <summary>Every failure tells how often the request went out, and whether the service may have seen it.</summary>
public class AttemptCountTests
{
    private static readonly Exception Cut = new HttpRequestException("cut", new IOException());

    private static Exception Refused =>
#if NETSTANDARD_BUILD
        new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
#else
        new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
#endif

    [Test]
    public async Task A_call_that_never_found_a_connection_was_surely_not_sent()
    {
        using var scene = new Scene().Fails(Refused);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((3, true)));
    }

    [Test]
    public async Task A_call_of_which_one_attempt_may_have_arrived_was_not()
    {
        using var scene = new Scene().Fails(Cut).Fails(Refused);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((3, false)));
    }

    [TestCase(400, 1)]
    [TestCase(503, 3)]
    [TestCase(429, 3)]
    public async Task A_refusal_counts_its_attempts(int status, int attempts)
    {
        using var scene = new Scene().Answers(status);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((attempts, false)));
    }

    [Test]
    public async Task An_unreadable_answer_counts_its_attempts()
    {
        using var scene = new Scene().Answers(503).Answers(200, "<html>");

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableUnreadableResponseException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((2, false)));
    }

    [Test]
    public async Task A_call_that_timed_out_while_it_waited_for_its_turn_was_surely_not_sent()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        for (var i = 0; i < 3; i++)
            (await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        var waiting = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Export.ExportDataJsonAsync(ExportDataType.User);
        await scene.Time.WaitsBegunAsync(2);
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        IterableException failure = await waiting.FailureAsync<IterableTimeoutException>();
        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((0, true)));
    }

    [Test]
    public void What_a_caller_makes_says_what_it_was_given()
    {
        var failure = new IterableServerException("failed", new IterableErrorDetails { Attempts = 4, SurelyNotSent = true });

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((4, true)));
    }
}
