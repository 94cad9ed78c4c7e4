namespace Iterable.Generated.Tests.Operations;

public class OperationTests
{
    [Test]
    public void All_operations_are_listed_once_in_the_order_of_their_ids()
    {
        var ids = IterableOperations.All.Select(operation => operation.Id).ToList();

        Assert.That(ids, Is.Not.Empty.And.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Every_operation_says_all_that_is_known_of_it()
    {
        Assert.Multiple(() =>
        {
            foreach (var operation in IterableOperations.All)
            {
                Assert.That(operation.Path, Does.StartWith("/").And.Not.Contain("#"), operation.Id);
                Assert.That(operation.Tag, Is.Not.Empty, operation.Id);
                Assert.That(operation.KeyTypes, Is.Not.Empty, operation.Id);
                Assert.That(operation.RateLimit?.Permits ?? 1, Is.Positive, operation.Id);
                Assert.That(operation.RateLimit?.Window ?? TimeSpan.FromSeconds(1), Is.GreaterThan(TimeSpan.Zero), operation.Id);
            }
        });
    }

    [Test]
    public void Its_text_is_what_a_log_wants() => Assert.Multiple(() =>
    {
        Assert.That(WidgetsClient.Get.ToString(), Is.EqualTo("getWidget (GET /widgets/{owner}/{name})"));
        Assert.That(new IterableRateLimit(4, TimeSpan.FromMinutes(1), IterableRateLimitScope.Project).ToString(), Is.EqualTo("4 calls in 60 s for each Project"));
    });
}
