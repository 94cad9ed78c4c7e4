namespace Iterable.Generated;

/// <summary>Where an Iterable project lives. Keys of one data center are refused by the other.</summary>
public enum IterableDataCenter
{
    /// <summary>The data center in the United States, <c>https://api.iterable.com/api</c>.</summary>
    UnitedStates = 0,

    /// <summary>The data center in Europe, <c>https://api.eu.iterable.com/api</c>.</summary>
    Europe = 1,
}
