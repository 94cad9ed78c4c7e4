namespace Iterable.Generated.Tests.Json;

public class RequiredMemberTests
{
    [Test]
    public async Task A_required_member_that_is_not_set_stops_the_call()
    {
        using var api = new FakeApi();

        var error = await api.Widgets.PutAsync(new Widget { Note = "ada@example.com" }).FailureAsync<ArgumentException>();

        Assert.Multiple(() =>
        {
            Assert.That(error.ParamName, Is.EqualTo("request"));
            Assert.That(error.Message, Does.Contain("putWidget (PUT /widgets/put)").And.Contain("Widget.Name is required"));
            Assert.That(error.ToString(), Does.Not.Contain("ada@"));
            Assert.That(api.Addresses, Is.Empty);
        });
    }

    [Test]
    public async Task A_required_value_does_not_go_out_as_zero()
    {
        using var api = new FakeApi();

        var error = await api.Widgets.PutAsync(new Widget { Name = "bolt", Parts = [new Part { Color = Color.Red }] }).FailureAsync<ArgumentException>();

        Assert.That(error.Message, Does.Contain("Part.Count is required"));
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task A_required_open_enum_does_not_go_out_empty(string? color)
    {
        using var api = new FakeApi();
        var part = new Part { Count = 1, Color = color };

        var error = await api.Widgets.PutAsync(new Widget { Name = "bolt", Parts = [part] }).FailureAsync<ArgumentException>();

        Assert.That(error.Message, Does.Contain("Part.Color is required"));
    }

    [Test]
    public async Task Required_members_that_are_set_go_out_whatever_their_value()
    {
        using var api = new FakeApi();

        await api.Widgets.PutAsync(new Widget { Name = "", Parts = [new Part { Count = 0, Color = "mauve" }] });

        Assert.That(api.Body, Is.EqualTo("""{"name":"","parts":[{"count":0,"color":"mauve"}]}"""));
    }

    [Test]
    public async Task An_answer_may_lack_what_a_request_requires()
    {
        using var api = new FakeApi().Answers("""{"parts":[{},{"count":null,"color":null}]}""");

        var widget = await api.Widgets.FindAsync();

        Assert.That(widget.Parts!.Select(part => part.Count), Is.EqualTo(new long?[] { null, null }));
    }
}
