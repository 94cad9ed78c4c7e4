using System.Globalization;

namespace Iterable.Generated.Tests.Http;

public class AddressTests
{
    [TestCase("ada+news@example.com", "ada%2Bnews%40example.com")]
    [TestCase("a/b@example.com", "a%2Fb%40example.com")]
    [TestCase("100%25@example.com", "100%2525%40example.com")]
    [TestCase("jürgen@example.com", "j%C3%BCrgen%40example.com")]
    [TestCase("a b?c#d&e", "a%20b%3Fc%23d%26e")]
    [TestCase("{name}", "%7Bname%7D")]
    [TestCase("../users", "..%2Fusers")]
    [TestCase("...", "...")]
    public async Task A_value_in_the_path_is_one_segment_whatever_it_holds(string owner, string segment)
    {
        using var api = new FakeApi();

        await api.Widgets.GetAsync(owner, "bolt");

        Assert.That(api.Address, Is.EqualTo($"https://api.iterable.com/api/widgets/{segment}/bolt"));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public async Task A_number_in_the_query_that_is_not_finite_is_refused_before_anything_is_sent(double value)
    {
        using var api = new FakeApi();

        var error = await Failures.FailureAsync<ArgumentException>(() => api.Widgets.FindAsync(request => request.Query("weight", value)));

        Assert.That((error.ParamName, api.Addresses.Count), Is.EqualTo(("weight", 0)));
        Assert.That(error.Message, Does.Contain("not finite"));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public async Task A_value_that_would_lead_to_another_operation_is_refused(string owner)
    {
        using var api = new FakeApi();

        var error = await Failures.FailureAsync<ArgumentException>(() => api.Widgets.DropAsync(owner));

        Assert.Multiple(() =>
        {
            Assert.That(error.ParamName, Is.EqualTo("owner"));
            Assert.That(error.Message, Does.Contain("dropWidget"));
            Assert.That(api.Addresses, Is.Empty);
        });
    }

    [Test]
    public async Task A_value_in_the_path_cannot_be_null()
    {
        using var api = new FakeApi();

        var error = await Failures.FailureAsync<ArgumentNullException>(() => api.Widgets.DropAsync(null!));

        Assert.That(error.ParamName, Is.EqualTo("owner"));
    }

    [Test]
    public void Numbers_and_open_enums_can_stand_in_a_path()
    {
        var request = new IterableRequest(WidgetsClient.Get).Path("owner", 1674142638148).Path("name", Color.LightBlue);

        Assert.That(AddressOf(request), Is.EqualTo("https://api.iterable.com/api/widgets/1674142638148/light-blue"));
    }

    [Test]
    public void Query_values_are_written_for_machines() => Assert.Multiple(() =>
    {
        Assert.That(QueryOf(r => r.Query("q", "a b+c/d%e&f=ä")), Is.EqualTo("?q=a%20b%2Bc%2Fd%25e%26f%3D%C3%A4"));
        Assert.That(QueryOf(r => r.Query("n", 9007199254740993)), Is.EqualTo("?n=9007199254740993"));
        Assert.That(QueryOf(r => r.Query("d", 12.50m)), Is.EqualTo("?d=12.50"));
        Assert.That(QueryOf(r => r.Query("d", 0.1)), Is.EqualTo("?d=0.1"));
        Assert.That(QueryOf(r => r.Query("b", true).Query("c", false)), Is.EqualTo("?b=true&c=false"));
        Assert.That(QueryOf(r => r.Query("e", Color.LightBlue).Query("f", (Color?)Color.Red)), Is.EqualTo("?e=light-blue&f=Red"));
        Assert.That(QueryOf(r => r.Query("id", new long[] { 1, 2 })), Is.EqualTo("?id=1&id=2"));
        Assert.That(QueryOf(r => r.Query("s", new[] { "a b", "c" })), Is.EqualTo("?s=a%20b&s=c"));
        Assert.That(QueryOf(r => r.Query("c", new[] { Color.Red, Color.LightBlue })), Is.EqualTo("?c=Red&c=light-blue"));
        Assert.That(QueryOf(r => r.Query("a name", "1")), Is.EqualTo("?a%20name=1"));
    });

    [Test]
    public void Values_that_are_nothing_are_not_sent() => Assert.That(
        QueryOf(r => r
            .Query("a", (string?)null)
            .Query("b", (long?)null)
            .Query("c", (bool?)null)
            .Query("d", (decimal?)null)
            .Query("e", (double?)null)
            .Query("f", (Color?)null)
            .Query("g", default(Color))
            .Query("h", (DateTimeOffset?)null, WireTimeFormat.Iso)
            .Query("i", (IEnumerable<long>?)null)
            .Query("j", Array.Empty<string>())
            .Query("k", "")),
        Is.EqualTo("?k="));

    [Test]
    public void Times_are_written_in_the_form_of_the_operation()
    {
        var time = new DateTimeOffset(2024, 1, 15, 12, 30, 0, TimeSpan.FromHours(2));

        Assert.Multiple(() =>
        {
            Assert.That(QueryOf(r => r.Query("t", time, WireTimeFormat.SqlOffset)), Is.EqualTo("?t=2024-01-15%2010%3A30%3A00%20%2B00%3A00"));
            Assert.That(QueryOf(r => r.Query("t", time, WireTimeFormat.EpochMilliseconds)), Is.EqualTo("?t=1705314600000"));
        });
    }

    [Test]
    public void The_culture_of_the_machine_makes_no_difference()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            var time = new DateTimeOffset(2024, 1, 15, 10, 30, 0, TimeSpan.Zero);

            Assert.That(
                QueryOf(r => r.Query("n", -1).Query("d", 1.5m).Query("e", 1.5).Query("t", time, WireTimeFormat.SqlUtc)),
                Is.EqualTo("?n=-1&d=1.5&e=1.5&t=2024-01-15%2010%3A30%3A00"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_required_query_value_has_to_be_something() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentException>(() => QueryOf(r => r.Query("type", default(Color)).Required("type")));
        Assert.Throws<ArgumentException>(() => QueryOf(r => r.Query("email", (string?)null).Required("email")));
        Assert.Throws<ArgumentException>(() => QueryOf(r => r.Query("ids", Array.Empty<long>()).Required("ids")));
        Assert.That(QueryOf(r => r.Query("id", 0).Required("id")), Is.EqualTo("?id=0"));
    });

    private static string QueryOf(Func<IterableRequest, IterableRequest> query) => new Uri(AddressOf(query(new IterableRequest(WidgetsClient.Find)))).Query;

    private static string AddressOf(IterableRequest request)
    {
        using var message = request.CreateMessage(ApiBaseAddress.From(own: null, IterableDataCenter.UnitedStates));
        return message.RequestUri!.AbsoluteUri;
    }
}
