namespace Iterable.Generated.Tests.Support;

internal static class Failures
{
    /// <summary>Awaits a call that has to fail with an <see cref="IterableException" />.</summary>
    public static Task<IterableException> FailureAsync(this Task call) => call.FailureAsync<IterableException>();

    /// <summary>Awaits a call that has to fail with an exception of a type, or of one that derives from it.</summary>
    public static async Task<T> FailureAsync<T>(this Task call)
        where T : Exception
    {
        if (!call.IsCompleted)
            await Task.WhenAny(call, Task.Delay(VirtualTime.Patience));
        Assert.That(call.IsCompleted, "The call comes to no end.");
        try
        {
            await call;
        }
        catch (T e)
        {
            return e;
        }

        throw new AssertionException($"The call did not fail with {typeof(T).Name}.");
    }

    /// <summary>Makes a call that has to fail, whether it throws at once or later.</summary>
    public static async Task<T> FailureAsync<T>(Func<Task> call)
        where T : Exception
    {
        async Task Later() => await call();

        return await Later().FailureAsync<T>();
    }

    /// <summary>Awaits what has to come by itself: where it does not, the test fails, and the others run.</summary>
    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(VirtualTime.Patience);

    /// <inheritdoc cref="InTime{T}(Task{T})" />
    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().InTime();

    /// <inheritdoc cref="InTime{T}(Task{T})" />
    public static Task InTime(this Task task) => task.WaitAsync(VirtualTime.Patience);
}
