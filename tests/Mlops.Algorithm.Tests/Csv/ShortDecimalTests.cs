using System.Globalization;
using System.Text;
using CsCheck;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Tests.Csv;

public sealed class ShortDecimalTests
{
    [Fact]
    public void TryParse_AnyDecimal_IsTheGeneralParsersToTheBit()
    {
        var digits = Gen.Char['0', '9'].Array[0, 17].Select(value => new string(value));
        Gen.Select(Gen.OneOf("", "-"), digits, Gen.OneOf("", "."), digits).Sample((sign, whole, point, fraction) =>
        {
            var text = sign + whole + point + fraction;
            if (ShortDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value))
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
            }
            else
            {
                Assert.True((whole + fraction).Length is 0 or > 15, text);
            }
        }, iter: 100_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1-2")]
    [InlineData("--1")]
    [InlineData("1e5")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    public void TryParse_AnythingElse_IsLeftToOthers(string text) => Assert.False(ShortDecimal.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
