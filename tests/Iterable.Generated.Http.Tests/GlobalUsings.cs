global using System.Net;
global using Iterable.Generated.Testing;
global using Iterable.Generated.Tests.Support;
global using NUnit.Framework;
