namespace Webhooks.Tests;

internal sealed class SuppressionListTests
{
    private string _path = null!;

    [SetUp]
    public void Name() => _path = Path.Combine(Directory.CreateTempSubdirectory("suppression").FullName, "list.ndjson");

    [TearDown]
    public void Delete() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public async Task An_entry_after_a_failed_write_is_a_line_of_its_own()
    {
        var file = new FullDisk(_path);
        using (var list = new SuppressionList(file))
        {
            await list.AddAsync(Complaint("ada@example.com"), default);
            file.IsFull = true;
            Assert.That(() => list.AddAsync(Complaint("a.much.longer.address.than.the.others@example.com"), default), Throws.InstanceOf<IOException>());
            Assert.That(list.Find("a.much.longer.address.than.the.others@example.com"), Is.Null);
            file.IsFull = false;
            await list.AddAsync(Complaint("eve@example.com"), default);
        }

        using var again = SuppressionList.Open(_path);
        Assert.That(again.Find("ada@example.com"), Is.Not.Null);
        Assert.That(again.Find("eve@example.com"), Is.Not.Null);
        Assert.That(File.ReadLines(_path).Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task What_a_failed_write_left_is_cut_off_when_the_list_is_opened()
    {
        var file = new FullDisk(_path);
        using (var list = new SuppressionList(file))
        {
            await list.AddAsync(Complaint("ada@example.com"), default);
            file.IsFull = true;
            Assert.That(() => list.AddAsync(Complaint("Zo\u00eb@example.com"), default), Throws.InstanceOf<IOException>());
        }

        using var again = SuppressionList.Open(_path);
        Assert.That(again.Find("ada@example.com"), Is.Not.Null);
        Assert.That(File.ReadLines(_path).Count(), Is.EqualTo(1));
    }

    private static Suppression Complaint(string email) => new(email, true, "emailComplaint", new(2026, 12, 2, 10, 0, 0, TimeSpan.Zero));

    /// <summary>A file on a disk that can be full, which takes the half of what is written.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        public bool IsFull { get; set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(IsFull ? buffer[..(buffer.Length / 2)] : buffer, cancellationToken);
            if (IsFull)
                throw new IOException("There is no space left on the device.");
        }
    }
}
