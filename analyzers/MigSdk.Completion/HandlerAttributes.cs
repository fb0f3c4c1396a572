namespace MigSdk.Completion;

/// <summary>Knows handler attributes by what is typed.</summary>
internal static class HandlerAttributes
{
    /// <summary>The attribute of a name; null where the name is another's.</summary>
    internal static HandlerAttribute? Named(string name) => name switch
    {
        "Arc" or "ArcAttribute" => HandlerAttribute.Arc,
        "OnEnter" or "OnEnterAttribute" => HandlerAttribute.OnEnter,
        "OnExit" or "OnExitAttribute" => HandlerAttribute.OnExit,
        _ => null,
    };

    /// <summary>The name of the attribute's class, without its arity.</summary>
    internal static string ClassName(this HandlerAttribute attribute) => attribute switch
    {
        HandlerAttribute.OnEnter => "OnEnterAttribute",
        HandlerAttribute.OnExit => "OnExitAttribute",
        _ => "ArcAttribute",
    };
}
