namespace Iterable.Generated.Testing.Tests;

public class MetadataTests : ServerTests
{
    [Test]
    public async Task An_entry_is_written_read_and_deleted()
    {
        await Client.Metadata.PutMetadataEntryAsync("cities", "Paris", new PutMetadataRequest(new JObject { ["country"] = "France" }));

        var entry = await Client.Metadata.GetMetadataEntryAsync("CITIES", "Paris");
        var other = await Http.GetAsync("metadata/cities/paris");
        await Client.Metadata.DeleteMetadataEntryAsync("cities", "Paris");

        Assert.Multiple(() =>
        {
            Assert.That((string?)entry.Value?["country"], Is.EqualTo("France"));
            Assert.That((entry.Key, entry.Size), Is.EqualTo(("Paris", 20L)));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "keys are compared with regard to case");
            Assert.That(Server.Metadata.Find("cities", "Paris"), Is.Null);
        });
    }

    [Test]
    public async Task The_keys_of_a_table_come_in_pages_without_values()
    {
        Server.Project.MetadataPageSize = 2;
        foreach (var key in (string[])["a", "b", "c"])
            Server.Metadata.Set("letters", key, new { });

        var first = await Client.Metadata.GetMetadataTableAsync("letters");
        var second = await Client.Metadata.GetMetadataTableAsync("letters", first.NextMarker);

        Assert.Multiple(() =>
        {
            Assert.That(first.Results!.Select(entry => entry.Key), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(second.Results!.Select(entry => entry.Key), Is.EqualTo(new[] { "c" }));
            Assert.That(second.NextMarker, Is.Null);
            Assert.That(first.Results![0].LastModified, Is.EqualTo(Server.Clock.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
        });
    }

    [Test]
    public async Task A_table_is_listed_as_long_as_it_has_keys()
    {
        Server.Metadata.Set("rivers", "seine", new { });
        Server.Metadata.Set("cities", "paris", new { });
        await Client.Metadata.DeleteMetadataEntryAsync("rivers", "seine");

        var tables = (await Client.Metadata.ListMetadataTablesAsync()).Results!;

        Assert.That(tables.Select(table => table.Name), Is.EqualTo(new[] { "cities" }));
    }

    [TestCase("my-cities", "Paris", 1)]
    [TestCase("cities", "Paris_2", 1)]
    [TestCase("cities", "Paris", 30 * 1024)]
    public async Task An_entry_with_another_name_or_too_large_a_value_is_refused(string table, string key, int length)
    {
        var thrown = await Assert.CatchAsync<IterableException>(
            () => Client.Metadata.PutMetadataEntryAsync(table, key, new PutMetadataRequest(new JObject { ["note"] = new string('x', length) })));

        Assert.That(thrown!.Code, Is.EqualTo(IterableResultCode.BadParams));
        Assert.That(Server.Metadata.Find(table, key), Is.Null);
    }
}
