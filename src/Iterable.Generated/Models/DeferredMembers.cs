namespace Iterable.Generated;

/// <summary>
/// Members of a model in the form in which they came. Most readers of an export look at a few members of a row, and the
/// objects that make up the rest would cost more than everything else.
/// </summary>
internal abstract class DeferredMembers
{
    private bool _membersBegun;
    private bool _besideBegun;

    /// <summary>Puts the declared members into the model, once: threads that read one model at a time see one result.</summary>
    public void ReadMembersInto(IterableModel model)
    {
        lock (this)
        {
            // True also for the thread that is at it, when the setters it calls ask again.
            if (_membersBegun)
                return;

            _membersBegun = true;
            ReadMembers(model);
        }
    }

    /// <summary>Puts everything into the model, once.</summary>
    public void ReadAllInto(IterableModel model)
    {
        lock (this)
        {
            ReadMembersInto(model);
            if (_besideBegun)
                return;

            _besideBegun = true;
            ReadBeside(model);
        }
    }

    /// <summary>Whether the declared members are in the model; asked under a lock on this.</summary>
    protected bool MembersBegun => _membersBegun;

    protected abstract void ReadMembers(IterableModel model);

    protected abstract void ReadBeside(IterableModel model);
}
