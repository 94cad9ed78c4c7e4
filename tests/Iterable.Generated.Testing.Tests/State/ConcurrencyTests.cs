namespace Iterable.Generated.Testing.Tests;

public class ConcurrencyTests : ServerTests
{
    [Test]
    public async Task Calls_at_once_leave_nothing_half_done()
    {
        var list = Server.Lists.Add("Readers");
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancellationToken) =>
        {
            var email = $"user{i % 50}@example.com";
            await Client.Events.TrackEventAsync(new TrackEventRequest("signedUp") { Email = email, Id = $"event-{i % 100}" }, cancellationToken);
            await Client.Lists.SubscribeToListAsync(new SubscribeRequest(list, [new Subscriber { Email = email }]), cancellationToken);
            Assert.That(Server.Users.Find(email)!.ListIds, Is.EqualTo(new[] { list }));
            await Client.Export.ExportDataJsonAsync(ExportDataType.CustomEvent, cancellationToken: cancellationToken).ContinueWith(export => export.Result.Dispose(), cancellationToken);
        });

        Assert.Multiple(() =>
        {
            Assert.That(Server.Events.Count, Is.EqualTo(100));
            Assert.That(Server.Lists.Find(list)!.Members, Has.Count.EqualTo(50));
            Assert.That(Server.Requests.Count, Is.EqualTo(1500));
            Assert.That(Server.Requests.Select(request => request.Status), Is.All.EqualTo(200));
        });
    }
}
