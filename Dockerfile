# `itbl serve`: an Iterable server to test against, for programs in any language.
#   docker build -t itbl .
#   docker run --rm -p 8080:8080 -p 8081:8081 -p 8082:8082 itbl
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Iterable.Generated.Tool -c Release -o /tool -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /tool /tool
USER $APP_UID
EXPOSE 8080 8081 8082
ENTRYPOINT ["dotnet", "/tool/itbl.dll"]
# Calls come from outside of the container; elsewhere than on the machine that runs it, --host is the name they come by.
CMD ["serve", "--host", "localhost"]
