namespace Iterable.Generated.Tests.Exports.Windows;

/// <summary>The bytes of a window come out as they went in, and those that are many are in a file that nobody else can read.</summary>
public class WindowSpoolTests
{
    [TestCase(1, 1)]
    [TestCase(12, 1)]
    [TestCase(12, 3)]
    [TestCase(12, 12)]
    public async Task Bytes_come_out_as_they_went_in_wherever_a_file_begins(int count, int piece)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)i)];
        for (var limit = 0; limit <= count; limit++)
        {
            using var spool = new WindowSpool(limit, folder: null);
            for (var at = 0; at < count; at += piece)
                await spool.WriteAsync(bytes, at, piece, default);

            Assert.That(await ReadAsync(spool), Is.EqualTo(bytes), $"{limit} in memory");
            Assert.That(await ReadAsync(spool), Is.EqualTo(bytes), "again");
            using var copy = new MemoryStream();
            await spool.CopyToAsync(copy.WriteAsync, default);
            Assert.That(copy.ToArray(), Is.EqualTo(bytes), "copied");
        }
    }

    [Test]
    public async Task Memory_holds_what_the_limit_allows_and_nothing_of_what_is_in_a_file()
    {
        using var spool = new WindowSpool(memoryLimit: 5, folder: null);

        await spool.WriteAsync(new byte[3], 0, 3, default);
        await spool.WriteAsync(new byte[2], 0, 2, default);
        Assert.That((spool.IsSpilled, spool.BytesInMemory), Is.EqualTo((false, 5L)));
        await spool.WriteAsync(new byte[1], 0, 1, default);
        Assert.That((spool.IsSpilled, spool.BytesInMemory), Is.EqualTo((true, 0L)));
    }

    [Test]
    [Platform("Linux")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_can_open_or_find_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("spool").FullName;
        using (var spool = new WindowSpool(memoryLimit: 0, folder))
        {
            await spool.WriteAsync(new byte[1], 0, 1, default);

            Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
#if !NETSTANDARD_BUILD
            // .NET Standard cannot say who may open a file; without a name nobody finds it.
            var file = (FileStream)spool.Rewind();
            Assert.That(File.GetUnixFileMode(file.SafeFileHandle), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
#endif
        }

        Directory.Delete(folder);
    }

    private static async Task<byte[]> ReadAsync(WindowSpool spool)
    {
        using var all = new MemoryStream();
        await spool.Rewind().CopyToAsync(all);
        return all.ToArray();
    }
}
