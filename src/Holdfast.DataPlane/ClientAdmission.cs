namespace Holdfast.DataPlane;

/// <summary>Whether a client that has connected is taken.</summary>
public enum ClientAdmission : byte
{
    Taken = 0,

    /// <summary>The gateway has as many clients as it may take.</summary>
    TooMany,

    /// <summary>One address has as many of them as it may.</summary>
    TooManyOfOneAddress,
}
