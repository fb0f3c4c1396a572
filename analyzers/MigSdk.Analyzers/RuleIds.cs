namespace MigSdk.Analyzers;

/// <summary>The ids of all rules: MIG1xxx drivers, MIG2xxx specs, MIG3xxx code that uses drivers, MIG4xxx sessions and
/// state, MIG5xxx evolution.</summary>
public static class RuleIds
{
    public const string DriverNotPartial = "MIG1001";
    public const string MissingHandler = "MIG1002";
    public const string NotInSpec = "MIG1003";
    public const string AbsentFeature = "MIG1004";
    public const string UnusedArc = "MIG1005";
    public const string DuplicateHandler = "MIG1006";
    public const string HandlerSignature = "MIG1007";
    public const string SessionLaw = "MIG1008";
    public const string FeatureSet = "MIG1009";
    public const string DriverType = "MIG1010";
    public const string ReservedName = "MIG1011";
    public const string HandlerDrivesItself = "MIG1012";
    public const string AsyncVoidHandler = "MIG1013";
    public const string IgnoredTask = "MIG1014";
    public const string UnreachableBoundary = "MIG1015";
    public const string StubHandler = "MIG1016";

    public const string UnreachableState = "MIG2001";
    public const string NoWayBack = "MIG2002";
    public const string UnsettledTie = "MIG2003";
    public const string DuplicateValue = "MIG2004";
    public const string ErrorStateArc = "MIG2005";
    public const string IdleBlockedPair = "MIG2006";
    public const string InconsistentSession = "MIG2007";
    public const string IdleArc = "MIG2008";
    public const string InvalidDeclaration = "MIG2009";
    public const string NonAdditiveFeature = "MIG2010";

    public const string UnsupportedTarget = "MIG3001";
    public const string ConstantAnswer = "MIG3002";
    public const string DiscardedAnswer = "MIG3003";
    public const string DiscardedSession = "MIG3004";
    public const string FeatureEquality = "MIG3005";
    public const string StateAsBitMask = "MIG3006";
    public const string ForeignStateCast = "MIG3007";
    public const string ImpossibleTransition = "MIG3011";
    public const string UseAfterClose = "MIG3012";
    public const string SavingAbandoned = "MIG3013";
    public const string NoOpTransition = "MIG3014";

    public const string LostSession = "MIG4001";
    public const string StaleSessionData = "MIG4002";

    public const string BreakingChange = "MIG5001";
    public const string OptOutChange = "MIG5002";
    public const string UnrecordedAddition = "MIG5003";
    public const string FaultyBaseline = "MIG5004";
}
