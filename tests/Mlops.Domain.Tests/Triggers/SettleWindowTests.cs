using CsCheck;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Triggers;

public sealed class SettleWindowTests
{
    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[new DateTime(1960, 1, 1).Ticks, new DateTime(2100, 1, 1).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
    private static readonly Gen<TimeSpan> Lengths = Gen.Int[1, 43_200].Select(seconds => TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Containing_AnyInstant_HoldsIt() => Gen.Select(Instants, Lengths).Sample((instant, length) =>
        SettleWindow.Containing(instant, length) is var window && window.Start <= instant && instant < window.End && window.End - window.Start == length);

    [Fact]
    public void Containing_TwoInstantsOfOneWindow_GiveOneRequest() =>
        Gen.Select(Instants, Lengths, Gen.Double[0, 0.999999]).Sample((instant, length, share) =>
        {
            var window = SettleWindow.Containing(instant, length);
            var other = SettleWindow.Containing(window.Start + TimeSpan.FromTicks((long)(length.Ticks * share)), length);
            return RetrainRequest.ForUpload("p1", window).ToCanonicalJson() == RetrainRequest.ForUpload("p1", other).ToCanonicalJson();
        });

    [Fact]
    public void Containing_WithAndWithoutMilliseconds_IsTheSameWindow() => Gen.Select(Instants, Lengths).Sample((instant, length) =>
    {
        var whole = new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return SettleWindow.Containing(instant, length) == SettleWindow.Containing(whole, length);
    });

    [Fact]
    public void ForUpload_WindowOfOneMinute_IsTheDocumentedInput() => Assert.Equal(
        """{"cache":"on","cause":"upload","force":false,"from":null,"notBefore":"2026-01-01T00:01:05Z","only":null,"override":null,"parameters":{},"pipeline":"ridership","request":"upload-20260101T000000Z","requestedBy":null}""",
        RetrainRequest.ForUpload("ridership", SettleWindow.Containing(new(2026, 1, 1, 0, 0, 59, 999, TimeSpan.Zero), TimeSpan.FromMinutes(1))).ToCanonicalJson());
}
