namespace MigSdk.Analyzers;

/// <summary>Who can move a driver besides the code that is looked at; a later one says that more can.</summary>
internal enum DriverHold
{
    /// <summary>Nobody: the code has made it and has not let it out of its hands.</summary>
    Owned,

    /// <summary>Who has lent it, or has been lent it, while control is there: a parameter, or a driver that was an argument.</summary>
    Lent,

    /// <summary>Anybody, as soon as other code can run: it is in a field, a collection, or comes from somewhere else.</summary>
    Shared,

    /// <summary>Somebody does, at a time that the code does not show: nothing is ever known of its state.</summary>
    Lost,
}
