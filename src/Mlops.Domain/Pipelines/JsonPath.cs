namespace Mlops.Domain.Pipelines;

/// <summary>Where in a document a problem is.</summary>
internal static class JsonPath
{
    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_') ? $"{path}.{name}" : $"{path}['{name}']";
}
