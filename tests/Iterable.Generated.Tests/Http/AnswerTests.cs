namespace Iterable.Generated.Tests.Http;

public class AnswerTests
{
    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.Accepted)]
    [TestCase((HttpStatusCode)299)]
    public async Task Every_2xx_is_a_success(HttpStatusCode status)
    {
        using var api = new FakeApi().Answers("""{"name":"bolt"}""", status);

        Assert.That((await api.Widgets.FindAsync()).Name, Is.EqualTo("bolt"));
    }

    [TestCase("")]
    [TestCase(" \r\n")]
    [TestCase("null")]
    [TestCase("{}")]
    public async Task An_empty_answer_is_an_empty_result(string body)
    {
        using var api = new FakeApi().Answers(body);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((await api.Widgets.FindAsync()).Name, Is.Null);
            Assert.That(await api.Widgets.FindAsync<JObject>(), Is.Empty);
        });
    }

    [Test]
    public async Task No_content_is_an_empty_result()
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage(HttpStatusCode.NoContent));

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((await api.Widgets.FindAsync()).Name, Is.Null);
            Assert.That(await api.Widgets.FindAsync<IList<Widget>>(), Is.Empty);
            await api.Widgets.DropAsync("ada");
        });
    }

    [Test]
    public async Task The_media_type_does_not_matter_when_the_body_is_json()
    {
        using var api = new FakeApi().Answers("""{"name":"bolt"}""", mediaType: "text/plain");

        Assert.That((await api.Widgets.FindAsync()).Name, Is.EqualTo("bolt"));
    }

    [Test]
    public async Task A_call_without_a_result_takes_any_body()
    {
        using var api = new FakeApi().Answers("<html>", mediaType: "text/html");

        await api.Widgets.DropAsync("ada");

        Assert.That(api.Address, Does.EndWith("/widgets/ada"));
    }

    [Test]
    public async Task Text_is_handed_out_as_it_came()
    {
        using var api = new FakeApi().Answers("<p>grün</p>\r\n", mediaType: "text/html");

        Assert.That(await api.Widgets.DescribeAsync(), Is.EqualTo("<p>grün</p>\r\n"));
    }

    [Test]
    public async Task Text_is_decoded_as_the_service_says()
    {
        var latin = System.Text.Encoding.Latin1;
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StringContent("grün", latin, "text/plain") });

        Assert.That(await api.Widgets.DescribeAsync(), Is.EqualTo("grün"));
    }

    [Test]
    public async Task Text_in_an_encoding_nobody_knows_is_not_guessed_at()
    {
        using var api = new FakeApi().Answers(() =>
        {
            var content = new ByteArrayContent("grün"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=\"x-klingon\"");
            return new HttpResponseMessage { Content = content };
        });

        Assert.That((await api.Widgets.DescribeAsync().FailureAsync<IterableUnreadableResponseException>()).Message, Does.Contain("charset"));
    }

    [Test]
    public async Task NULs_are_no_text()
    {
        using var api = new FakeApi().Answers("\0\0\0");

        Assert.That((await api.Widgets.DescribeAsync().FailureAsync<IterableUnreadableResponseException>()).Message, Does.Contain("NULs"));
    }
}
