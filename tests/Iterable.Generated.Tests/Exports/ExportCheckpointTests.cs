namespace Iterable.Generated.Tests.Exports;

/// <summary>What is stored of a read by windows, or of the files of a job, is read again as it was, or refused.</summary>
public class ExportCheckpointTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [TestCase("2026-01-05T00:00:00Z/86400")]
    [TestCase("2026-01-05T00:00:00Z/1")]
    [TestCase("2026-01-05T00:00:00Z/99999999999")]
    public void A_checkpoint_that_was_stored_is_the_same_when_it_is_read(string text)
    {
        var read = ExportCheckpoint.Parse(text);

        Assert.That((read.Next, read.Window), Is.EqualTo((Time, TimeSpan.FromSeconds(long.Parse(text[21..])))));
        Assert.That(read.ToString(), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("2026-01-05T00:00:00Z")]
    [TestCase("2026-01-05T00:00:00Z/")]
    [TestCase("2026-01-05T00:00:00Z/0")]
    [TestCase("2026-01-05T00:00:00Z/-1")]
    [TestCase("2026-01-05T00:00:00Z/1.5")]
    [TestCase("2026-01-05T00:00:00Z/100000000000")]
    [TestCase("2026-01-05T00:00:00Z/86400/1")]
    [TestCase("2026-01-05T00:00:00+02:00/86400")]
    [TestCase("2026-02-30T00:00:00Z/86400")]
    [TestCase("yesterday/86400")]
    public void A_text_that_was_damaged_is_no_checkpoint(string text) =>
        Assert.That(() => ExportCheckpoint.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void A_checkpoint_is_in_UTC_and_whole_seconds_which_are_what_the_service_is_asked_for()
    {
        var checkpoint = new ExportCheckpoint(new DateTimeOffset(2026, 1, 5, 2, 0, 0, 900, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(90.9));

        Assert.That((checkpoint.Next, checkpoint.Next.Offset, checkpoint.Window), Is.EqualTo((Time, TimeSpan.Zero, TimeSpan.FromSeconds(90))));
        Assert.That(checkpoint.ToString(), Is.EqualTo("2026-01-05T00:00:00Z/90"));
    }

    [Test]
    public void A_window_without_a_length_would_never_come_to_the_end_and_is_refused()
    {
        Assert.That(new ExportCheckpoint(Time, TimeSpan.FromSeconds(1)).Window, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(() => new ExportCheckpoint(Time, TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ExportCheckpoint.Parse(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Checkpoints_are_equal_where_time_and_length_are()
    {
        var one = new ExportCheckpoint(Time, TimeSpan.FromHours(1));

        Assert.Multiple(() =>
        {
            Assert.That(one.Equals(new ExportCheckpoint(Time, TimeSpan.FromHours(1))));
            Assert.That(one.Equals((object)new ExportCheckpoint(Time, TimeSpan.FromHours(1))));
            Assert.That(one.GetHashCode(), Is.EqualTo(new ExportCheckpoint(Time, TimeSpan.FromHours(1)).GetHashCode()));
            Assert.That(one.Equals(new ExportCheckpoint(Time, TimeSpan.FromHours(2))), Is.False);
            Assert.That(one.Equals(new ExportCheckpoint(Time.AddHours(1), TimeSpan.FromHours(1))), Is.False);
            Assert.That(one.Equals((object)one.ToString()), Is.False);
            Assert.That(one.Equals(null), Is.False);
        });
    }

    [TestCase("3562/Ndjson/0/", 3562, ExportFormat.Ndjson, null, null)]
    [TestCase("3562/Csv/0/file-1679086247925.csv", 3562, ExportFormat.Csv, null, "file-1679086247925.csv")]
    [TestCase("0/Csv/59/a/b", 0, ExportFormat.Csv, ';', "a/b")]
    [TestCase("9223372036854775807/Csv/9/1", long.MaxValue, ExportFormat.Csv, '\t', "1")]
    public void A_checkpoint_of_a_job_that_was_stored_is_the_same_when_it_is_read(string text, long job, ExportFormat format, char? delimiter, string? lastFile)
    {
        var read = ExportJobCheckpoint.Parse(text);

        Assert.That((read.JobId, read.Format, read.Delimiter, read.LastFile), Is.EqualTo((job, format, delimiter, lastFile)));
        Assert.That(read.ToString(), Is.EqualTo(text));
    }

    [TestCase("3562")]
    [TestCase("3562/Csv/0")]
    [TestCase("-1/Csv/0/")]
    [TestCase("9223372036854775808/Csv/0/")]
    [TestCase("3562/62/0/")]
    [TestCase("3562/Csv,Ndjson/7/")]
    [TestCase("3562/Csv/-1/")]
    [TestCase("3562/Csv/1/")]
    [TestCase("3562/Csv/34/")]
    [TestCase("3562/Csv/65580/")]
    public void A_text_that_was_damaged_is_no_checkpoint_of_a_job(string text) =>
        Assert.That(() => ExportJobCheckpoint.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void A_checkpoint_of_a_job_cannot_hold_what_separates_no_columns()
    {
        Assert.That(() => new ExportJobCheckpoint(1, ExportFormat.Csv, delimiter: '"'), Throws.ArgumentException);
        Assert.That(() => ExportJobCheckpoint.Parse(null!), Throws.ArgumentNullException);
    }
}
