using Samples.HisiAccStyle;
using Samples.Minimal;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.VfioUser.Tests;

public class ForeignTransitionsTests
{
    [Fact]
    public void They_are_those_of_drivers_with_the_same_features()
    {
        Assert.Equal(MinimalDriver.SupportedTransitions, ForeignTransitions.Of(StopCopy));
        Assert.Equal(HisiAccDriver.SupportedTransitions, ForeignTransitions.Of(StopCopy | PreCopy));
        Assert.Empty(ForeignTransitions.Of(None));
    }

    [Fact]
    public void P2P_is_no_feature_of_the_protocol() =>
        Assert.Equal(StopCopy | PreCopy, ForeignTransitions.Features(StopCopy | P2P | PreCopy));
}
