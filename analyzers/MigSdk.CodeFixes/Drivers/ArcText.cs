using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>How an arc of a driver is called, in titles and in code.</summary>
internal static class ArcText
{
    /// <summary>An arc's name, as the rules say it.</summary>
    public static string NameOf(this DriverReading driver, RequiredArc arc) =>
        $"{driver.Spec!.States[arc.From].Name} -> {driver.Spec.States[arc.To].Name}";

    /// <summary>The attribute of a handler of an arc, without brackets.</summary>
    public static string Attribute(DriverReading driver, int from, int to, Names names)
    {
        INamedTypeSymbol state = driver.SpecReading!.Type;
        IAssemblySymbol library = driver.Attribute.AttributeClass!.ContainingAssembly;
        INamedTypeSymbol? attribute = state.Is("MigrationState")
            ? library.GetTypeByMetadataName("MigSdk.ArcAttribute")
            : library.GetTypeByMetadataName("MigSdk.ArcAttribute`1")?.Construct(state);
        string name = attribute is null ? "Arc" : names.OfAttribute(attribute);
        return $"{name}({StateOf(from)}, {StateOf(to)})";

        string StateOf(int index) => names.Of(driver.SpecReading.Sources.States[index]);
    }

    /// <summary>The type of the session that an arc opens; null where it opens none.</summary>
    public static INamedTypeSymbol? SessionType(DriverReading driver, string? opens) => opens is null
        ? null
        : driver.Attribute.AttributeClass!.ContainingAssembly.GetTypeByMetadataName($"MigSdk.{opens}Session");
}
