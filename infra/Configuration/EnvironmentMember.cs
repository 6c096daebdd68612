using System.Text.RegularExpressions;

namespace Mlops.Infra.Configuration;

/// <summary>A member of an environment in <c>environments.json</c>: always a text, of this shape.</summary>
/// <param name="Expected">What it is, in the words of the problem that anything else is.</param>
internal sealed record EnvironmentMember(string Name, string Shape, string Expected)
{
    private const string NameShape = "[a-z][a-z0-9-]{0,30}";

    public static readonly IReadOnlyList<EnvironmentMember> All =
    [
        new("name", NameShape, "a name such as 'prod': lower-case letters, digits and dashes") { IsRequired = true },
        new("account", "[0-9]{12}", "an account number, which has 12 digits and stands in quotes") { IsRequired = true },
        new("region", "[a-z]{2}(-[a-z]+)+-[0-9]", "a region such as 'eu-central-1'") { IsRequired = true },
        new("promotesTo", NameShape, "the name of another environment"),
        new("approval", "auto|manual", "'auto' or 'manual'"),
    ];

    public bool IsRequired { get; init; }

    public bool Is(string text) => Regex.IsMatch(text, $@"\A({Shape})\z", RegexOptions.CultureInvariant);
}
