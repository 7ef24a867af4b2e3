using System.Globalization;

namespace Holdfast.Configuration.Reading;

/// <summary>Where in the document: a chain from the value up to the root, printed only when there is a finding.</summary>
internal sealed class ConfigPath
{
    private ConfigPath(ConfigPath? parent, string? name, int index, bool isSecret)
    {
        Parent = parent;
        Name = name;
        Index = index;
        IsSecret = isSecret;
    }

    public static ConfigPath Root { get; } = new(null, null, -1, isSecret: false);

    public ConfigPath? Parent { get; }

    /// <summary>Key in a mapping; null in a list.</summary>
    public string? Name { get; }

    /// <summary>Place in a list; -1 in a mapping.</summary>
    public int Index { get; }

    /// <summary>Nothing that the operator wrote below here may be repeated in a finding.</summary>
    public bool IsSecret { get; }

    public ConfigPath Key(string name, bool isSecret = false) => new(this, name, -1, IsSecret || isSecret);

    public ConfigPath Item(int index) => new(this, null, index, IsSecret);

    /// <summary>The nearest key: "servers" for servers[2].</summary>
    public string LastKey
    {
        get
        {
            ConfigPath path = this;
            while (path.Name is null && path.Parent is not null)
            {
                path = path.Parent;
            }

            return path.Name ?? "the file";
        }
    }

    public override string ToString()
    {
        if (Parent is null)
        {
            return "";
        }

        string front = Parent.ToString();
        if (Name is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{front}[{Index}]");
        }

        if (!IsWord(Name))
        {
            return $"{front}[\"{SafeText.Of(Name)}\"]";
        }

        return front.Length == 0 ? Name : $"{front}.{Name}";
    }

    private static bool IsWord(string name) =>
        name.Length is > 0 and <= SafeText.MaximumLength && name.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');
}
