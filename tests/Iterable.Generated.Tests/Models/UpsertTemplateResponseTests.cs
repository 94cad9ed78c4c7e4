namespace Iterable.Generated.Tests.Models;

public class UpsertTemplateResponseTests
{
    [TestCase("Upserted 1 templates with IDs: 26219806", new long[] { 26219806 })]
    [TestCase("Upserted 3 templates with IDs: 7, 5000000000,9", new long[] { 7, 5000000000, 9 })]
    [TestCase("Upserted 1 template with ID: 12.", new long[] { 12 })]
    [TestCase("Upserted 2 templates with IDs: 99999999999999999999, 4", new long[] { 4 })]
    [TestCase("Upserted 2 templates", new long[0])]
    [TestCase("", new long[0])]
    [TestCase(null, new long[0])]
    public void The_ids_are_read_from_the_message(string? message, long[] expected) =>
        Assert.That(new UpsertTemplateResponse { Msg = message }.TemplateIds, Is.EqualTo(expected));
}
