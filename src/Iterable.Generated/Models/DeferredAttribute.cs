namespace Iterable.Generated;

/// <summary>Marks a member whose accessors call <see cref="IterableModel.ReadDeferred" />, so that it can be read late.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DeferredAttribute : Attribute;
