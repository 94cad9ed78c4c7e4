namespace Iterable.Generated;

/// <summary>
/// Members of a model in the form in which they came. Most readers of an export look at a few members of a row, and the
/// objects that make up the rest would cost more than everything else.
/// </summary>
internal abstract class DeferredMembers
{
    private bool _begun;

    /// <summary>Puts the members into the model, once: threads that read one model at a time see one result.</summary>
    public void ReadInto(IterableModel model)
    {
        lock (this)
        {
            // True also for the thread that is at it, when the setters it calls ask again.
            if (_begun)
                return;

            _begun = true;
            Read(model);
        }
    }

    protected abstract void Read(IterableModel model);
}
