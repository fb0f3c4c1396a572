namespace MigSdk.Analyzers;

/// <summary>The ids of all rules: MIG1xxx drivers, MIG2xxx specs.</summary>
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

    public const string UnreachableState = "MIG2001";
    public const string NoWayBack = "MIG2002";
    public const string UnsettledTie = "MIG2003";
    public const string DuplicateValue = "MIG2004";
    public const string ErrorStateArc = "MIG2005";
    public const string IdleBlockedPair = "MIG2006";
    public const string InconsistentSession = "MIG2007";
    public const string IdleArc = "MIG2008";
    public const string InvalidDeclaration = "MIG2009";
}
