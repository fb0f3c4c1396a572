using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>The drivers that one method uses, each read once and always the same object, so that they can be compared.</summary>
internal sealed class KnownDrivers(CancellationToken cancel)
{
    private readonly Dictionary<ITypeSymbol, UsedDriver?> _byType = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, UsedDriver> _same = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IInvocationOperation, DriverCall?> _calls = [];

    /// <summary>The driver that a type stands for; null for none.</summary>
    public UsedDriver? Of(ITypeSymbol? type)
    {
        if (type is null)
            return null;
        if (_byType.TryGetValue(type, out UsedDriver? driver))
            return driver;
        driver = UsedDriver.TryRead(type, cancel);
        if (driver is not null)
        {
            ITypeSymbol identity = driver.Type ?? driver.SpecReading.Type;
            if (_same.TryGetValue(identity, out UsedDriver? same))
                driver = same;
            else
                _same.Add(identity, driver);
        }

        return _byType[type] = driver;
    }

    /// <summary>The call of a driver that an operation is; null where it is another.</summary>
    public DriverCall? Call(IInvocationOperation operation) => _calls.TryGetValue(operation, out DriverCall? call)
        ? call
        : _calls[operation] = DriverCall.TryRead(operation, cancel);

    /// <summary>What holds of the driver in a place of which nothing else is known; null where it holds no driver.</summary>
    public DriverStates? Default(Place place) => Of(place.Type) is not { } driver
        ? null
        : DriverStates.Any(driver, DriverHabits.Of(driver, cancel).MovesItself ? DriverHold.Lost : place.OuterHold);
}
